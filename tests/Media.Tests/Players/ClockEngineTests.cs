using Fabric.Media.Players;
using Fabric.Testing;

namespace Fabric.Media.Tests.Players;

/// <summary>Time and positions of lavalink.md §3.2 to §3.4.</summary>
public sealed class ClockEngineTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly Heard _heard = new();
    private readonly IEnginePlayer _player;

    public ClockEngineTests() => _player = new ClockEngine(_time).Create(_heard);

    public void Dispose() => _player.Dispose();

    [Fact]
    public void Advances_in_whole_frames_and_finishes_at_the_end()
    {
        Play(10_000);

        Advance(39);
        _player.Position.ShouldBe(20);
        Advance(9_960);
        (_player.Position, _heard.Told.Count).ShouldBe((9_980, 0));
        Advance(1);

        _heard.Told.ShouldBe(["finished 1"]);
        _player.Position.ShouldBe(10_000);
    }

    [Fact]
    public void A_length_that_is_no_whole_number_of_frames_ends_with_the_frame_and_is_not_exceeded()
    {
        Play(1_005);

        Advance(1_019);
        _heard.Told.ShouldBeEmpty();
        Advance(1);

        _heard.Told.ShouldBe(["finished 1"]);
        _player.Position.ShouldBe(1_005);
    }

    [Fact]
    public void A_track_that_says_it_is_shorter_than_nothing_can_be_sought_in_and_finishes_at_once()
    {
        _player.Pause();
        Play(-5);

        _player.Seek(1_000);
        (_player.Position, _player.SourcePosition).ShouldBe((0, 0));
        _player.Resume();
        Advance(1);

        _heard.Told.ShouldBe(["finished 1"]);
    }

    [Fact]
    public void Nothing_is_told_twice_and_a_finished_track_stays_where_it_ended()
    {
        Play(1_000);
        Advance(1_000);

        _player.Pause();
        _player.Resume();
        _player.Seek(0);
        _player.SetEndMarker(1_500);
        Advance(60_000);

        _heard.Told.ShouldBe(["finished 1"]);
        _player.Position.ShouldBe(1_000);
    }

    [Fact]
    public void Waits_with_one_timer_whatever_happens()
    {
        Play(10_000);
        _player.SetEndMarker(5_000);
        _player.Seek(1_000);
        _time.PendingTimers.ShouldBe(1);

        _player.Pause();
        _time.PendingTimers.ShouldBe(0);

        _player.Resume();
        Play(EnginePlay.Endless, number: 2);
        _time.PendingTimers.ShouldBe(0);
    }

    [Fact]
    public void Is_frozen_while_paused_and_loses_nothing_of_a_frame()
    {
        Play(10_000);
        for (var i = 0; i < 100; i++)
        {
            Advance(15);
            _player.Pause();
            Advance(1_000);
            _player.Resume();
        }

        _player.Position.ShouldBe(1_500);
        Advance(8_499);
        _heard.Told.ShouldBeEmpty();
        Advance(1);
        _heard.Told.ShouldBe(["finished 1"]);
    }

    [Fact]
    public void A_track_that_begins_while_paused_stands_at_its_start()
    {
        _player.Pause();
        Play(10_000, start: 3_000);

        Advance(60_000);

        (_player.Position, _heard.Told.Count).ShouldBe((3_000, 0));
    }

    [Fact]
    public void Counts_output_at_twice_the_speed()
    {
        _player.SetFilters(new EngineFilters(2));
        Play(200_000);

        Advance(99_999);
        _heard.Told.ShouldBeEmpty();
        Advance(1);

        _heard.Told.ShouldBe(["finished 1"]);
        (_player.Position, _player.SourcePosition).ShouldBe((100_000, 200_000));
    }

    [Fact]
    public void Seeks_in_the_track_s_own_time_at_any_speed()
    {
        _player.SetFilters(new EngineFilters(2));
        Play(200_000);
        Advance(10_000);

        _player.Seek(150_000);
        _player.Position.ShouldBe(150_000);
        Advance(24_999);
        _heard.Told.ShouldBeEmpty();
        Advance(1);

        _heard.Told.ShouldBe(["finished 1"]);
        _player.Position.ShouldBe(175_000);
    }

    [Fact]
    public void A_speed_that_changes_counts_from_then_on()
    {
        Play(100_000);
        Advance(20_000);

        _player.SetFilters(new EngineFilters(2));
        Advance(20_000);
        (_player.Position, _player.SourcePosition).ShouldBe((40_000, 60_000));

        _player.SetFilters(EngineFilters.None);
        Advance(39_999);
        _heard.Told.ShouldBeEmpty();
        Advance(1);
        _heard.Told.ShouldBe(["finished 1"]);
        _player.Position.ShouldBe(80_000);
    }

    [Fact]
    public void Goes_on_where_a_track_was_that_had_been_played_at_another_speed()
    {
        _player.Play(new EnginePlay(1, 100_000, IsSeekable: true) { Start = 60_000, StartPosition = 40_000 });

        Advance(40_000);

        _heard.Told.ShouldBe(["finished 1"]);
        _player.Position.ShouldBe(80_000);
    }

    [Fact]
    public void A_seek_before_the_start_is_to_the_start()
    {
        Play(10_000);
        Advance(5_000);

        _player.Seek(-1);

        _player.Position.ShouldBe(0);
    }

    [Fact]
    public void A_seek_beyond_the_end_finishes_the_track_but_not_while_it_is_paused()
    {
        Play(10_000);
        _player.Pause();

        _player.Seek(long.MaxValue);
        Advance(60_000);
        _heard.Told.ShouldBeEmpty();

        _player.Resume();
        Advance(0);
        _heard.Told.ShouldBe(["finished 1"]);
    }

    [Fact]
    public void A_seek_is_ignored_where_the_track_is_not_seekable()
    {
        _player.Play(new EnginePlay(1, EnginePlay.Endless, IsSeekable: false));
        Advance(5_000);

        _player.Seek(100);

        _player.Position.ShouldBe(5_000);
    }

    [Fact]
    public void A_stream_does_not_end()
    {
        Play(EnginePlay.Endless);

        _time.Advance(TimeSpan.FromDays(1_000));

        _heard.Told.ShouldBeEmpty();
        _player.Position.ShouldBe((long)TimeSpan.FromDays(1_000).TotalMilliseconds);
    }

    [Fact]
    public void A_track_that_is_longer_than_a_timer_reaches_ends_in_time()
    {
        var length = TimeSpan.FromDays(60);
        Play((long)length.TotalMilliseconds);

        _time.Advance(length - TimeSpan.FromMilliseconds(1));
        _heard.Told.ShouldBeEmpty();
        Advance(1);

        _heard.Told.ShouldBe(["finished 1"]);
    }

    [Theory]
    [InlineData(2_000, 2_000)]
    [InlineData(2_001, 2_020)]
    public void Finishes_with_the_first_frame_at_the_marker(long marker, int end)
    {
        Play(10_000, marker: marker);

        Advance(end - 1);
        _heard.Told.ShouldBeEmpty();
        Advance(1);

        _heard.Told.ShouldBe(["finished 1"]);
    }

    [Theory]
    [InlineData(4_999)]
    [InlineData(5_000)]
    public void A_marker_at_or_before_the_position_is_ignored_and_takes_the_place_of_the_other(long marker)
    {
        Play(10_000, marker: 6_000);
        Advance(5_000);

        _player.SetEndMarker(marker);

        Advance(4_999);
        _heard.Told.ShouldBeEmpty();
        Advance(1);
        _heard.Told.ShouldBe(["finished 1"]);
    }

    [Fact]
    public void A_marker_before_the_start_is_ignored()
    {
        Play(10_000, start: 5_000, marker: 2_000);

        Advance(4_000);

        _heard.Told.ShouldBeEmpty();
    }

    [Fact]
    public void A_marker_is_cleared()
    {
        Play(10_000, marker: 2_000);

        _player.SetEndMarker(null);
        Advance(9_999);

        _heard.Told.ShouldBeEmpty();
    }

    [Fact]
    public void A_seek_past_the_marker_finishes_the_track()
    {
        Play(10_000, marker: 6_000);

        _player.Seek(7_000);
        Advance(0);

        _heard.Told.ShouldBe(["finished 1"]);
    }

    [Fact]
    public void A_marker_counts_output()
    {
        _player.SetFilters(new EngineFilters(2));
        Play(100_000, marker: 10_000);

        Advance(10_000);

        _heard.Told.ShouldBe(["finished 1"]);
        _player.SourcePosition.ShouldBe(20_000);
    }

    [Fact]
    public void Another_track_takes_the_place_of_one_and_nothing_is_told_of_that()
    {
        Play(10_000, marker: 1_000);
        Advance(500);

        Play(2_000, number: 2);
        Advance(2_000);

        _heard.Told.ShouldBe(["finished 2"]);
    }

    [Fact]
    public void A_stop_is_not_told()
    {
        Play(10_000);
        Advance(500);

        _player.Stop();
        Advance(60_000);

        (_player.Position, _heard.Told.Count, _time.PendingTimers).ShouldBe((0, 0, 0));
    }

    [Fact]
    public void Frames_are_told_of_a_whole_minute_that_began_while_it_played()
    {
        Advance(30_000);
        Play(EnginePlay.Endless);
        Advance(89_000);
        _player.Frames.ShouldBeNull();

        Advance(1_000);

        _player.Frames.ShouldBe(new MinuteFrames(3_000, 0));
    }

    [Fact]
    public void Frames_are_told_over_a_gap_of_100_ms_and_not_over_a_longer_one()
    {
        Play(EnginePlay.Endless);
        Advance(90_000);
        Gap(100);
        Advance(29_900);
        _player.Frames.ShouldBe(new MinuteFrames(2_995, 0));

        Gap(101);
        _player.Frames.ShouldBeNull();
        Advance(120_000);
        _player.Frames.ShouldBe(new MinuteFrames(3_000, 0));
    }

    [Fact]
    public void Frames_are_not_told_while_nothing_plays()
    {
        Play(EnginePlay.Endless);
        Advance(180_000);

        _player.Pause();

        _player.Frames.ShouldBeNull();
    }

    private void Gap(int milliseconds)
    {
        _player.Pause();
        Advance(milliseconds);
        _player.Resume();
    }

    private void Play(long length, long start = 0, long? marker = null, long number = 1) =>
        _player.Play(new EnginePlay(number, length, IsSeekable: true) { Start = start, EndMarker = marker });

    private void Advance(int milliseconds) => _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
}
