using Fabric.Grains.Cluster;
using Fabric.Grains.Player;
using Fabric.Protocol.Lavalink;
using static Fabric.Grains.Tests.Player.Effects;
using PlayerState = Fabric.Grains.Player.PlayerState;

namespace Fabric.Grains.Tests.Player;

/// <summary>How a player lives again, from what is stored of it.</summary>
public sealed class PlayerRevivalTests
{
    private readonly PlayerMachine _machine = new(new PlayerState());

    [Fact]
    public void A_player_lives_again_where_it_would_be_now()
    {
        Update(Playing("a"));
        Update("""{"filters":{"timescale":{"speed":2}},"endTime":90000,"volume":5}""");
        _machine.OnPlace(10_000, 20_000, now: 1_000);

        Perform(Again().Revive(now: 4_000, isFailover: false, new FailoverOptions()))
            .ShouldBe(["SetVolume 5", "SetFilters", "SetPaused False", "Play a 26000 at 13000 to 90000", "SendUpdate"]);
    }

    [Fact]
    public void A_paused_player_lives_again_where_it_was()
    {
        Update(Playing("a"));
        Update("""{"paused":true}""");
        _machine.OnPlace(10_000, 10_000, now: 1_000);

        Perform(Again().Revive(now: 400_000, isFailover: false, new FailoverOptions())).ShouldContain("Play a 10000");
    }

    [Fact]
    public void No_player_lives_again_beyond_its_end_nor_before_where_it_was()
    {
        Update(Playing("a"));
        _machine.OnPlace(10_000, 10_000, now: 1_000);

        Perform(Again().Revive(now: 10_000_000, isFailover: false, new FailoverOptions())).ShouldContain("Play a 200000");
        Perform(Again().Revive(now: 0, isFailover: false, new FailoverOptions())).ShouldContain("Play a 10000");
    }

    [Theory]
    [InlineData(12_999, "Play a 21999 to 22000", "SendUpdate")]
    [InlineData(13_000, "Play a 22000 to 22000", "TellEnd Finished", "Stop", "SendUpdate")]
    [InlineData(400_000, "Play a 22000 to 22000", "TellEnd Finished", "Stop", "SendUpdate")]
    public void A_track_whose_mark_was_passed_meanwhile_is_finished(long now, params string[] effects)
    {
        Update(Playing("a"));
        Update("""{"endTime":22000}""");
        _machine.OnPlace(10_000, 10_000, now: 1_000);

        Perform(Again().Revive(now, isFailover: true, new FailoverOptions()))[3..].ShouldBe(effects);
    }

    [Fact]
    public void A_mark_that_was_behind_when_it_was_set_finishes_nothing_later_either()
    {
        Update(Playing("a"));
        Update("""{"endTime":5000}""");
        _machine.OnPlace(10_000, 10_000, now: 1_000);

        Perform(Again().Revive(now: 4_000, isFailover: true, new FailoverOptions()))[3..].ShouldBe(["Play a 13000 to 5000", "SendUpdate"]);
    }

    [Fact]
    public void Voice_is_connected_again_after_the_track_goes_on()
    {
        Perform(_machine.Update(new PlayerUpdate { Voice = new VoiceState("token", "endpoint", "session", "7") }, noReplace: false, isVoiceOpen: false));
        Update(Playing("a"));

        Perform(Again().Revive(now: 0, isFailover: true, new FailoverOptions()))[^3..].ShouldBe(["Play a 0", "RestoreVoice 7", "SendUpdate"]);
    }

    [Theory]
    [InlineData(0, "TellEnd LoadFailed")]
    [InlineData(5_000, "TellEnd Finished")]
    public void The_third_failover_of_a_track_within_a_minute_ends_it(long position, string end)
    {
        Update(Playing("a"));
        _machine.OnPlace(position, position, now: 0);
        _machine.State.IsAdvancing = false;
        foreach (var time in new[] { 1_000, 30_000 })
        {
            Perform(_machine.Revive(time, isFailover: true, new FailoverOptions())).ShouldNotContain("Stop");
        }

        var effects = Perform(Again().Revive(now: 60_000, isFailover: true, new FailoverOptions()));

        effects[^4].ShouldStartWith("TellException");
        effects[^3..].ShouldBe([end, "Stop", "SendUpdate"]);
    }

    [Fact]
    public void Failovers_that_lie_further_apart_do_no_harm_nor_do_those_of_another_track()
    {
        Update(Playing("a"));
        foreach (var time in new[] { 1_000, 30_000, 61_000, 120_000 })
        {
            Perform(_machine.Revive(time, isFailover: true, new FailoverOptions())).ShouldNotContain("Stop");
        }

        Update(Playing("b"));

        Perform(_machine.Revive(121_000, isFailover: true, new FailoverOptions())).ShouldNotContain("Stop");
        _machine.State.Failovers.ShouldBe([121_000]);
    }

    [Theory]
    [InlineData(2, 0.75, 1.5)]
    [InlineData(0, 1, 0.01)]
    [InlineData(-1, 1, 0.01)]
    [InlineData(1e9, 1, 100)]
    public void A_rate_that_cannot_be_played_is_brought_into_range(double speed, double rate, double expected) =>
        PlaybackLine.RateOf(new Filters { Timescale = new Timescale { Speed = speed, Rate = rate } }).ShouldBe(expected);

    private void Update(string body) => Perform(_machine.Update(Read(body), noReplace: false, isVoiceOpen: false));

    /// <summary>A machine of what is stored.</summary>
    private PlayerMachine Again() => new(_machine.State);
}
