using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Fabric.Grains.Presence;
using static Fabric.Grains.Tests.Json;

namespace Fabric.Grains.Tests.Presence;

public sealed class PresenceMachineTests
{
    private const string User = """{"id":"7","username":"seven"}""";
    private const string Online = """{"user":{"id":"7"},"status":"online","activities":[{"name":"Go"}],"client_status":{"desktop":"online"}}""";
    private const string Idle = """{"user":{"id":"7"},"status":"idle","activities":[],"client_status":{"web":"idle"}}""";
    private const string Offline = """{"user":{"id":"7"},"status":"offline","activities":[],"client_status":{}}""";

    private readonly PresenceState _state = new();

    [Theory]
    [InlineData(ObservationKind.Listed, false, nameof(PresenceChange.Joined))]
    [InlineData(ObservationKind.Requested, false, nameof(PresenceChange.Joined))]
    [InlineData(ObservationKind.PresenceChanged, false, nameof(PresenceChange.None))]
    [InlineData(ObservationKind.UserChanged, false, nameof(PresenceChange.None))]
    [InlineData(ObservationKind.Left, false, nameof(PresenceChange.None))]
    [InlineData(ObservationKind.Listed, true, nameof(PresenceChange.None))]
    [InlineData(ObservationKind.Requested, true, nameof(PresenceChange.None))]
    [InlineData(ObservationKind.PresenceChanged, true, nameof(PresenceChange.None))]
    [InlineData(ObservationKind.UserChanged, true, nameof(PresenceChange.None))]
    [InlineData(ObservationKind.Left, true, nameof(PresenceChange.Left))]
    public void What_is_known_already_changes_only_who_is_monitored(ObservationKind kind, bool isMonitored, string expected)
    {
        if (isMonitored)
        {
            Apply(ObservationKind.Listed, user: User, presence: Online);
        }

        var change = Apply(kind, user: User, presence: Online);

        change.ToString().ShouldBe(expected);
        _state.Guilds.Count.ShouldBe(change is PresenceChange.Joined || (isMonitored && change is not PresenceChange.Left) ? 1 : 0);
    }

    [Theory]
    [InlineData(ObservationKind.Listed)]
    [InlineData(ObservationKind.Requested)]
    [InlineData(ObservationKind.PresenceChanged)]
    public void A_new_presence_of_a_monitored_user_is_a_change(ObservationKind kind)
    {
        Apply(ObservationKind.Listed, user: User, presence: Online);

        Apply(kind, user: User, presence: Idle).ShouldBe(PresenceChange.Changed);

        (_state.Status, _state.Clients).ShouldBe(("idle", ActiveClients.Web));
    }

    [Theory]
    [InlineData(ObservationKind.Listed)]
    [InlineData(ObservationKind.Requested)]
    [InlineData(ObservationKind.UserChanged)]
    public void A_new_user_object_of_a_monitored_user_is_a_change(ObservationKind kind)
    {
        Apply(ObservationKind.Listed, user: User, presence: Online);

        Apply(kind, user: """{"id":"7","username":"siete"}""", presence: Online).ShouldBe(PresenceChange.Changed);

        Text(_state.User).ShouldBe("""{"id":"7","username":"siete"}""");
    }

    [Fact]
    public void A_presence_replaces_the_last_wholesale()
    {
        Apply(ObservationKind.Listed, user: User, presence: Online);

        Apply(ObservationKind.PresenceChanged, presence: """{"user":{"id":"7"},"status":"online"}""").ShouldBe(PresenceChange.Changed);

        (_state.Status, _state.Clients, _state.Activities.Length).ShouldBe(("online", ActiveClients.None, 0));
    }

    [Fact]
    public void The_partial_user_of_a_presence_is_not_the_user_object()
    {
        Apply(ObservationKind.Listed, user: User, presence: Online);

        var renamed = Online.Replace("""{"id":"7"}""", """{"id":"7","username":"renamed"}""", StringComparison.Ordinal);

        Apply(ObservationKind.PresenceChanged, presence: renamed).ShouldBe(PresenceChange.None);
        Text(_state.User).ShouldBe(User);
    }

    [Fact]
    public void A_member_listed_again_without_presence_is_not_shown_offline()
    {
        Apply(ObservationKind.Listed, user: User, presence: Online);

        Apply(ObservationKind.Listed, user: User).ShouldBe(PresenceChange.None);

        _state.Status.ShouldBe("online");
    }

    [Fact]
    public void A_member_in_an_answer_without_presence_is_offline()
    {
        Apply(ObservationKind.Listed, user: User, presence: Online);

        Apply(ObservationKind.Requested, user: User).ShouldBe(PresenceChange.Changed);

        (_state.Clients, _state.Activities.Length).ShouldBe((ActiveClients.None, 0));
        Text(PresenceJson.Write(_state)).ShouldContain("\"discord_status\":\"offline\"");
    }

    [Fact]
    public void A_user_first_seen_without_presence_is_offline()
    {
        Apply(ObservationKind.Listed, user: User).ShouldBe(PresenceChange.Joined);

        Text(PresenceJson.Write(_state)).ShouldContain("\"discord_status\":\"offline\"");
    }

    [Fact]
    public void Being_told_that_an_offline_user_is_offline_changes_nothing()
    {
        Apply(ObservationKind.Listed, user: User, presence: Online);
        Apply(ObservationKind.PresenceChanged, presence: Offline).ShouldBe(PresenceChange.Changed);

        Apply(ObservationKind.Requested, user: User).ShouldBe(PresenceChange.None);
        Apply(ObservationKind.PresenceChanged, presence: Offline).ShouldBe(PresenceChange.None);
        Apply(ObservationKind.Requested, user: User, presence: """{"status":"offline","activities":[ ]}""").ShouldBe(PresenceChange.None);
    }

    [Fact]
    public void A_second_guild_is_stored_but_changes_nothing_to_be_seen()
    {
        Apply(ObservationKind.Listed, guild: 1, user: User, presence: Online);

        Apply(ObservationKind.Listed, guild: 2, user: User, presence: Online).ShouldBe(PresenceChange.Stored);

        _state.Guilds.ShouldBe([new GuildId(1), new GuildId(2)]);
    }

    [Fact]
    public void A_second_guild_that_knows_more_is_a_change()
    {
        Apply(ObservationKind.Listed, guild: 1, user: User);

        Apply(ObservationKind.Listed, guild: 2, user: User, presence: Online).ShouldBe(PresenceChange.Changed);

        _state.Guilds.Count.ShouldBe(2);
    }

    [Fact]
    public void Leaving_one_of_two_guilds_shows_nothing()
    {
        Apply(ObservationKind.Listed, guild: 1, user: User, presence: Online);
        Apply(ObservationKind.Listed, guild: 2, user: User, presence: Online);

        Apply(ObservationKind.Left, guild: 1).ShouldBe(PresenceChange.Stored);

        (_state.Status, _state.Guilds.Single()).ShouldBe(("online", new GuildId(2)));
    }

    [Fact]
    public void Leaving_a_guild_that_the_user_was_never_seen_in_changes_nothing()
    {
        Apply(ObservationKind.Listed, guild: 1, user: User, presence: Online);

        Apply(ObservationKind.Left, guild: 2).ShouldBe(PresenceChange.None);

        (_state.Status, _state.Guilds.Single()).ShouldBe(("online", new GuildId(1)));
    }

    [Fact]
    public void Leaving_the_last_guild_forgets_the_presence_and_keeps_the_key_value_store()
    {
        _state.KeyValues = new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "b" };
        Apply(ObservationKind.Listed, guild: 1, user: User, presence: Online);

        Apply(ObservationKind.Left, guild: 1).ShouldBe(PresenceChange.Left);
        Apply(ObservationKind.PresenceChanged, presence: Online).ShouldBe(PresenceChange.None);
        Apply(ObservationKind.Listed, guild: 3, user: User).ShouldBe(PresenceChange.Joined);

        (_state.Status, _state.Clients, _state.Activities.Length).ShouldBe((null, ActiveClients.None, 0));
        _state.KeyValues.ShouldContainKeyAndValue("a", "b");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_change_is_told_exactly_when_there_is_something_new_to_see(int seed)
    {
        var random = new Random(seed);
        for (var step = 0; step < 2000; step++)
        {
            var before = Seen();
            var observation = AnyObservation(random);

            var change = PresenceMachine.Apply(_state, observation);

            (change is PresenceChange.Changed or PresenceChange.Joined or PresenceChange.Left).ShouldBe(Seen() != before, $"step {step}: {observation}");
            PresenceMachine.Apply(_state, observation).ShouldBe(PresenceChange.None, $"step {step} repeated: {observation}");
        }
    }

    private static PresenceObservation AnyObservation(Random random)
    {
        string[] users = [User, """{"id":"7","username":"siete"}"""];
        string?[] presences = [null, Online, Idle, Offline, "{}", """{"status":5,"activities":{},"client_status":[]}""", """{"status":"dnd","activities":[ ]}"""];
        var kind = (ObservationKind)random.Next(5);
        var presence = presences[random.Next(presences.Length)];
        return new PresenceObservation
        {
            Kind = kind,
            Guild = new GuildId((ulong)random.Next(1, 4)),
            User = kind is ObservationKind.Left or ObservationKind.PresenceChanged ? default : Utf8(users[random.Next(users.Length)]),
            Presence = presence is null ? default : Utf8(presence),
        };
    }

    private string? Seen() => _state.Guilds.Count > 0 ? Text(PresenceJson.Write(_state)) : null;

    private PresenceChange Apply(ObservationKind kind, ulong guild = 1, string? user = null, string? presence = null) =>
        PresenceMachine.Apply(_state, new PresenceObservation
        {
            Kind = kind,
            Guild = new GuildId(guild),
            User = user is null ? default : Utf8(user),
            Presence = presence is null ? default : Utf8(presence),
        });
}
