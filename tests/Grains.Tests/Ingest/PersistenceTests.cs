using Fabric.Grains.Ingest;
using Fabric.Testing;

namespace Fabric.Grains.Tests.Ingest;

public sealed class PersistenceTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<TimeSpan> _attempts = [];
    private readonly List<Exception> _failures = [];
    private readonly Persistence _persistence;

    public PersistenceTests() => _persistence = new Persistence(_clock, _stop.Token);

    public void Dispose() => _stop.Dispose();

    [Fact]
    public async Task What_succeeds_is_done_once()
    {
        (await TryAsync(failures: 0)).ShouldBeTrue();

        (_attempts.Count, _failures.Count).ShouldBe((1, 0));
    }

    [Fact]
    public async Task What_fails_is_tried_at_growing_intervals_until_it_succeeds()
    {
        var trying = TryAsync(failures: 8);
        for (var step = 0; step < 200 && !trying.IsCompleted; step++)
        {
            await AdvanceAsync(trying, TimeSpan.FromSeconds(0.5));
        }

        (await trying.WaitAsync(TimeSpan.FromSeconds(10))).ShouldBeTrue();
        _failures.Count.ShouldBe(8);
        var pauses = _attempts.Zip(_attempts.Skip(1), static (first, next) => (next - first).TotalSeconds);
        pauses.ShouldBe([0.5, 1, 2, 4, 8, 15, 15, 15]);
    }

    [Fact]
    public async Task A_stop_ends_the_wait()
    {
        var trying = TryAsync(failures: int.MaxValue);
        await _stop.CancelAsync();

        (await trying).ShouldBeFalse();
        var attempts = _attempts.Count;
        (await TryAsync(failures: 0)).ShouldBeFalse();
        _attempts.Count.ShouldBe(attempts, "nothing may be begun after the stop");
    }

    /// <summary>Moves the clock once the next attempt waits for it.</summary>
    private async Task AdvanceAsync(Task trying, TimeSpan by)
    {
        await Eventually.TrueAsync(() => _clock.PendingTimers > 0 || trying.IsCompleted, "the pause");
        _clock.Advance(by);
    }

    private async Task<bool> TryAsync(int failures)
    {
        var start = _clock.GetUtcNow();
        var (succeeded, attempts) = await _persistence.SucceedAsync(
            () =>
            {
                _attempts.Add(_clock.GetUtcNow() - start);
                return _attempts.Count > failures ? Task.FromResult(_attempts.Count) : Task.FromException<int>(new IOException("full"));
            },
            _failures.Add);
        attempts.ShouldBe(succeeded ? _attempts.Count : 0);
        return succeeded;
    }
}
