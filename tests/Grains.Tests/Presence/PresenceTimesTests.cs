using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Fabric.Grains.Presence;
using static Fabric.Grains.Tests.Json;

namespace Fabric.Grains.Tests.Presence;

public sealed class PresenceTimesTests
{
    private readonly PresenceState _state = new();

    [Fact]
    public void A_user_is_monitored_since_the_first_time()
    {
        Observe(1000, ObservationKind.Listed, "offline");
        Observe(2000, ObservationKind.Left);
        Observe(3000, ObservationKind.Listed, "offline");

        _state.MonitoringSince.ShouldBe(1000);
    }

    [Fact]
    public void Whoever_was_only_ever_offline_was_never_seen()
    {
        Observe(1000, ObservationKind.Listed, "offline");

        _state.LastSeen.ShouldBe(0);
    }

    [Fact]
    public void A_user_was_last_seen_when_going_offline()
    {
        Observe(1000, ObservationKind.Listed, "online");
        _state.LastSeen.ShouldBe(1000);
        Observe(2000, ObservationKind.PresenceChanged, "idle");
        _state.LastSeen.ShouldBe(2000);
        Observe(3000, ObservationKind.PresenceChanged, "offline");
        _state.LastSeen.ShouldBe(3000);

        Observe(4000, ObservationKind.UserChanged, "renamed");

        _state.LastSeen.ShouldBe(3000);
    }

    [Fact]
    public void A_user_who_leaves_while_online_was_last_seen_then()
    {
        Observe(1000, ObservationKind.Listed, "online");
        Observe(2000, ObservationKind.Left);

        _state.LastSeen.ShouldBe(2000);
    }

    [Fact]
    public void A_user_monitored_before_this_was_kept_gets_no_made_up_date()
    {
        _state.Guilds.Add(new GuildId(1));

        Observe(1000, ObservationKind.PresenceChanged, "online");

        (_state.MonitoringSince, _state.LastSeen).ShouldBe((0, 1000));
    }

    private void Observe(long time, ObservationKind kind, string text = "")
    {
        var wasSeen = PresenceTimes.IsSeen(_state);
        var change = PresenceMachine.Apply(_state, new PresenceObservation
        {
            Kind = kind,
            Guild = new GuildId(1),
            User = kind == ObservationKind.UserChanged ? Utf8($$"""{"id":"7","username":"{{text}}"}""") : default,
            Presence = kind == ObservationKind.UserChanged ? default : Utf8($$"""{"status":"{{text}}"}"""),
        });
        change.ShouldNotBe(PresenceChange.None);
        PresenceTimes.Take(_state, change, wasSeen, DateTimeOffset.FromUnixTimeMilliseconds(time));
    }
}
