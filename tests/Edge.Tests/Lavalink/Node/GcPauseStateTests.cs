using Fabric.Edge.Lavalink.Node;

namespace Fabric.Edge.Tests.Lavalink.Node;

public sealed class GcPauseStateTests
{
    private const uint Collection = 1;
    private const uint BackgroundStep = 6;

    private static readonly DateTime Began = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly GcPauseState _state = new();

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_pause_lasts_from_the_stop_until_everything_runs_again(int generation)
    {
        _state.Suspend(Began, Collection);
        _state.Start(generation);

        _state.Restart(At(30)).ShouldBe(new GcPause(generation, TimeSpan.FromMilliseconds(30)));
    }

    [Fact]
    public void It_is_over_once()
    {
        _state.Suspend(Began, Collection);
        _state.Start(0);
        _state.Restart(At(1)).ShouldNotBeNull();

        _state.Restart(At(2)).ShouldBeNull();
    }

    [Fact]
    public void The_last_collection_of_a_pause_counts()
    {
        _state.Suspend(Began, Collection);
        _state.Start(1);
        _state.Start(2);

        _state.Restart(At(5))!.Value.Generation.ShouldBe(2);
    }

    [Fact]
    public void A_step_of_a_background_collection_is_of_the_oldest_generation()
    {
        _state.Suspend(Began, Collection);
        _state.Start(0);
        _state.Restart(At(1));
        _state.Suspend(At(10), BackgroundStep);

        _state.Restart(At(12)).ShouldBe(new GcPause(2, TimeSpan.FromMilliseconds(2)));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(4u)]
    [InlineData(5u)]
    public void What_others_stop_is_no_pause(uint reason)
    {
        _state.Suspend(Began, reason);

        _state.Restart(At(100)).ShouldBeNull();
    }

    [Fact]
    public void Events_that_were_under_way_when_watching_began_are_no_pause()
    {
        _state.Restart(Began).ShouldBeNull();
        _state.Start(1);
        _state.Restart(At(1)).ShouldBeNull();
    }

    private static DateTime At(int milliseconds) => Began.AddMilliseconds(milliseconds);
}
