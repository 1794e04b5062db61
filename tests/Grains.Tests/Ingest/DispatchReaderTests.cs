using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Fabric.Grains.Ingest;
using static Fabric.Grains.Tests.Json;

namespace Fabric.Grains.Tests.Ingest;

public sealed class DispatchReaderTests
{
    [Fact]
    public void A_guild_lists_its_members_with_the_presences_beside_them()
    {
        var members = DispatchReader.ReadMembers(
            Utf8("""
            {"presences":[{"user":{"id":"8"},"status":"idle"},{"user":{"id":"9"},"status":"dnd"}],"name":"guild","id":"100",
            "members":[{"nick":null,"user":{"id":"7","username":"seven"}},{"user":{"username":"eight","id":"8"},"roles":[]}]}
            """),
            ObservationKind.Listed);

        members.Select(static member => member.User.Value).ShouldBe([7ul, 8ul]);
        members.ShouldAllBe(static member => member.Observation.Kind == ObservationKind.Listed && member.Observation.Guild == new GuildId(100));
        members.Select(static member => Text(member.Observation.User)).ShouldBe(["""{"id":"7","username":"seven"}""", """{"username":"eight","id":"8"}"""]);
        members.Select(static member => Text(member.Observation.Presence)).ShouldBe(["", """{"user":{"id":"8"},"status":"idle"}"""]);
    }

    [Fact]
    public void A_chunk_names_its_guild_by_another_key()
    {
        var members = DispatchReader.ReadMembers(
            Utf8("""{"guild_id":"100","members":[{"user":{"id":"7"}}],"chunk_index":0,"chunk_count":1,"nonce":"x","not_found":["5"]}"""),
            ObservationKind.Requested);

        var (user, observation) = members.ShouldHaveSingleItem();
        (user.Value, observation.Kind, observation.Guild.Value).ShouldBe((7ul, ObservationKind.Requested, 100ul));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("\"7\"")]
    [InlineData("{}")]
    [InlineData("[{\"user\":{\"id\":\"5\"}}]")]
    [InlineData("{\"user\":null}")]
    [InlineData("{\"user\":\"5\"}")]
    [InlineData("{\"user\":[{\"id\":\"5\"}]}")]
    [InlineData("{\"user\":{}}")]
    [InlineData("{\"user\":{\"id\":null}}")]
    [InlineData("{\"user\":{\"id\":\"\"}}")]
    [InlineData("{\"user\":{\"id\":\"five\"}}")]
    [InlineData("{\"user\":{\"id\":\"0\"}}")]
    [InlineData("{\"user\":{\"id\":\"-5\"}}")]
    [InlineData("{\"user\":{\"id\":\"5 \"}}")]
    [InlineData("{\"user\":{\"id\":5.0}}")]
    [InlineData("{\"user\":{\"id\":5e3}}")]
    [InlineData("{\"user\":{\"id\":true}}")]
    [InlineData("{\"user\":{\"id\":{\"id\":\"5\"}}}")]
    [InlineData("{\"user\":{\"id\":\"18446744073709551616\"}}")]
    [InlineData("{\"\\ud800ser\":{},\"user\":{\"\\ud800d\":1}}")]
    public void An_odd_entry_is_left_out_and_disturbs_no_other(string odd)
    {
        var data = Utf8($$"""
            {"id":"100","members":[{{odd}},{"user":{"id":"7"} },{{odd}}],"presences":[{{odd}},{"user":{"id":"7"},"status":"idle"},{{odd}}]}
            """);

        var (user, observation) = DispatchReader.ReadMembers(data, ObservationKind.Listed).ShouldHaveSingleItem();

        (user.Value, Text(observation.Presence)).ShouldBe((7ul, """{"user":{"id":"7"},"status":"idle"}"""));
    }

    [Theory]
    [InlineData("\"1234567890123456789\"", 1_234_567_890_123_456_789)]
    [InlineData("1234567890123456789", 1_234_567_890_123_456_789)]
    [InlineData("\"18446744073709551615\"", ulong.MaxValue)]
    [InlineData(" 7 ", 7)]
    public void Ids_may_be_text_or_numbers(string id, ulong expected)
    {
        var data = Utf8($$"""
            {"id":{{id}},"members":[{"user":{"id":{{id}} } }],"presences":[{"user":{"id":"{{expected}}"},"status":"idle"}]}
            """);

        var (user, observation) = DispatchReader.ReadMembers(data, ObservationKind.Listed).ShouldHaveSingleItem();

        (user.Value, observation.Guild.Value, observation.Presence.IsEmpty).ShouldBe((expected, expected, false));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("\"text\"")]
    [InlineData("[]")]
    [InlineData("[{\"id\":\"100\"}]")]
    [InlineData("{}")]
    [InlineData("{\"id\":\"100\"}")]
    [InlineData("{\"id\":\"100\",\"members\":null,\"presences\":null}")]
    [InlineData("{\"id\":\"100\",\"members\":{\"user\":{\"id\":\"7\"}},\"presences\":5}")]
    [InlineData("{\"members\":[{\"user\":{\"id\":\"7\"}}]}")]
    [InlineData("{\"guild_id\":\"x\",\"members\":[{\"user\":{\"id\":\"7\"}}]}")]
    public void Rubbish_lists_nobody(string data) => DispatchReader.ReadMembers(Utf8(data), ObservationKind.Requested).ShouldBeEmpty();

    [Fact]
    public void Members_without_presences_are_read()
    {
        foreach (var presences in new[] { "null", "{}", "7", "[5,null]" })
        {
            var data = Utf8($$"""{"id":"100","presences":{{presences}},"members":[{"user":{"id":"7"} }]}""");

            DispatchReader.ReadMembers(data, ObservationKind.Listed).ShouldHaveSingleItem().Observation.Presence.IsEmpty.ShouldBeTrue();
        }
    }

    [Fact]
    public void A_presence_update_is_kept_whole()
    {
        const string Data = """{"user":{"id":"7","username":"x"},"guild_id":"100","status":"idle","activities":[],"client_status":{}}""";

        var (user, observation) = DispatchReader.ReadOne(Utf8(Data), ObservationKind.PresenceChanged).ShouldNotBeNull();

        (user.Value, observation.Kind, observation.Guild.Value).ShouldBe((7ul, ObservationKind.PresenceChanged, 100ul));
        (Text(observation.Presence), observation.User.IsEmpty).ShouldBe((Data, true));
    }

    [Fact]
    public void Of_a_member_update_only_the_user_is_kept()
    {
        const string Data = """{"guild_id":"100","nick":"n","user":{"id":"7","username":"x"},"roles":[],"joined_at":null}""";

        var (user, observation) = DispatchReader.ReadOne(Utf8(Data), ObservationKind.UserChanged).ShouldNotBeNull();

        (user.Value, observation.Kind, observation.Guild.Value).ShouldBe((7ul, ObservationKind.UserChanged, 100ul));
        (Text(observation.User), observation.Presence.IsEmpty).ShouldBe(("""{"id":"7","username":"x"}""", true));
    }

    [Fact]
    public void Of_a_removed_member_only_the_ids_are_kept()
    {
        var data = Utf8("""{"guild_id":"100","user":{"id":"7","username":"x"}}""");

        var (user, observation) = DispatchReader.ReadOne(data, ObservationKind.Left).ShouldNotBeNull();

        (user.Value, observation.Kind, observation.Guild.Value).ShouldBe((7ul, ObservationKind.Left, 100ul));
        (observation.User.IsEmpty, observation.Presence.IsEmpty).ShouldBe((true, true));
        DispatchReader.ReadUserId(data).ShouldBe(7ul);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"user\":\"7\",\"guild_id\":\"100\"}")]
    [InlineData("{\"user\":{\"name\":\"x\"},\"guild_id\":\"100\"}")]
    public void An_event_without_a_readable_user_is_nothing(string data)
    {
        DispatchReader.ReadOne(Utf8(data), ObservationKind.PresenceChanged).ShouldBeNull();
        DispatchReader.ReadUserId(Utf8(data)).ShouldBe(0ul);
    }

    [Theory]
    [InlineData("{\"id\":\"100\"}", 100, false)]
    [InlineData("{\"id\":\"100\",\"unavailable\":true}", 100, true)]
    [InlineData("{\"id\":\"100\",\"unavailable\":false}", 100, false)]
    [InlineData("{\"id\":\"100\",\"unavailable\":null}", 100, false)]
    [InlineData("{\"id\":\"100\",\"unavailable\":\"true\"}", 100, false)]
    [InlineData("{\"unavailable\":true,\"id\":100}", 100, true)]
    [InlineData("{\"id\":{}}", 0, false)]
    [InlineData("{}", 0, false)]
    [InlineData("[]", 0, false)]
    [InlineData("null", 0, false)]
    public void A_guild_event_says_which_guild_and_whether_it_is_only_out_of_reach(string data, ulong guild, bool isUnavailable)
    {
        DispatchReader.ReadGuildId(Utf8(data)).ShouldBe(guild);
        DispatchReader.IsUnavailable(Utf8(data)).ShouldBe(isUnavailable);
    }

    [Fact]
    public void What_is_nested_too_deep_to_be_kept_is_left_out_and_disturbs_no_other()
    {
        var deep = Nested(100_000);
        var presence = $$"""{"user":{"id":"7"},"status":"idle","activities":[{{deep}}]}""";
        var guild = Utf8($$"""
            {"id":"100","members":[{"user":{"id":"7"} },{"x":{{deep}},"user":{"id":"8"} },{"user":{"id":"9","x":{{deep}} } }],
            "presences":[{{presence}},{"user":{"id":"8"},"status":"dnd"}]}
            """);

        var members = DispatchReader.ReadMembers(guild, ObservationKind.Listed);

        members.Select(static member => (member.User.Value, Text(member.Observation.Presence))).ShouldBe(
            [(7ul, ""), (8ul, """{"user":{"id":"8"},"status":"dnd"}""")]);
        DispatchReader.ReadOne(Utf8(presence), ObservationKind.PresenceChanged).ShouldBeNull();
        DispatchReader.ReadOne(Utf8($$"""{"user":{"id":"9","x":{{deep}} },"guild_id":"100"}"""), ObservationKind.UserChanged).ShouldBeNull();
        DispatchReader.ReadOne(Utf8($$"""{"user":{"id":"9","x":{{deep}} },"guild_id":"100"}"""), ObservationKind.Left).ShouldNotBeNull();
    }

    [Fact]
    public void Deep_nesting_is_harmless()
    {
        var deep = Nested(200);
        var presence = $$"""{"user":{"id":"7","x":{{deep}} },"activities":[{"x":{{deep}} }],"guild_id":"100"}""";
        var guild = $$"""{"x":{{deep}},"id":"100","members":[{"x":{{deep}},"user":{"x":{{deep}},"id":"7"} }],"presences":[{{presence}}]}""";

        Text(DispatchReader.ReadOne(Utf8(presence), ObservationKind.PresenceChanged).ShouldNotBeNull().Observation.Presence).ShouldBe(presence);
        Text(DispatchReader.ReadMembers(Utf8(guild), ObservationKind.Listed).ShouldHaveSingleItem().Observation.Presence).ShouldBe(presence);
    }

    [Fact]
    public void What_is_read_outlives_the_buffer()
    {
        var buffer = Utf8("""{"id":"100","members":[{"user":{"id":"7"}}],"presences":[{"user":{"id":"7"},"status":"idle"}]}""").ToArray();
        var update = Utf8("""{"user":{"id":"7"},"guild_id":"100","status":"idle"}""").ToArray();
        var member = DispatchReader.ReadMembers(buffer, ObservationKind.Listed).ShouldHaveSingleItem().Observation;
        var presence = DispatchReader.ReadOne(update, ObservationKind.PresenceChanged).ShouldNotBeNull().Observation;
        var user = DispatchReader.ReadOne(update, ObservationKind.UserChanged).ShouldNotBeNull().Observation;

        Array.Clear(buffer);
        Array.Clear(update);

        Text(member.User).ShouldBe("""{"id":"7"}""");
        Text(member.Presence).ShouldBe("""{"user":{"id":"7"},"status":"idle"}""");
        Text(presence.Presence).ShouldBe("""{"user":{"id":"7"},"guild_id":"100","status":"idle"}""");
        Text(user.User).ShouldBe("""{"id":"7"}""");
    }
}
