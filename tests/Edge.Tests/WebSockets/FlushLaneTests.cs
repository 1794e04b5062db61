using Fabric.Edge.WebSockets;
using Fabric.Testing;

namespace Fabric.Edge.Tests.WebSockets;

public sealed class FlushLaneTests
{
    [Fact]
    public async Task Everything_scheduled_is_flushed_once_for_each_time()
    {
        using var lane = new FlushLane(TimeProvider.System);
        var sockets = Enumerable.Range(0, 100).Select(_ => new Counter(lane)).ToList();

        await Task.WhenAll(sockets.Select(static socket => Task.Run(() => socket.ScheduleTimes(50))));

        await Eventually.TrueAsync(() => sockets.All(static socket => socket.Flushes == 50), "every flush");
    }

    [Fact]
    public async Task A_round_of_many_waits_for_more_and_one_of_a_few_does_not()
    {
        var time = new ManualTimeProvider();
        using var lane = new FlushLane(time);
        var gate = new Gate();
        lane.Schedule(gate);
        await Eventually.TrueAsync(() => gate.Entered, "a round of one, without a wait");
        var sockets = Enumerable.Range(0, 1000).Select(_ => new Counter(lane)).ToList();
        sockets.ForEach(lane.Schedule);
        gate.Open();
        await Eventually.TrueAsync(() => time.PendingTimers == 1, "the wait before a round of a thousand");

        var late = new Counter(lane);
        lane.Schedule(late);
        sockets.ShouldAllBe(static socket => socket.Flushes == 0);
        late.Flushes.ShouldBe(0);
        time.Advance(TimeSpan.FromMilliseconds(10));

        await Eventually.TrueAsync(() => sockets.Append(late).All(static socket => socket.Flushes == 1), "the round");
        lane.Schedule(late);
        await Eventually.TrueAsync(() => late.Flushes == 2, "a round of one again, without a wait");
    }

    private sealed class Counter(FlushLane lane) : IFlushable
    {
        private int _left;
        private int _flushes;

        public int Flushes => Volatile.Read(ref _flushes);

        public void ScheduleTimes(int times)
        {
            _left = times - 1;
            lane.Schedule(this);
        }

        public void Flush(PooledBuffer scratch)
        {
            Interlocked.Increment(ref _flushes);
            if (_left-- > 0)
            {
                lane.Schedule(this);
            }
        }
    }

    private sealed class Gate : IFlushable
    {
        private readonly ManualResetEventSlim _open = new();
        private volatile bool _entered;

        public bool Entered => _entered;

        public void Open() => _open.Set();

        public void Flush(PooledBuffer scratch)
        {
            _entered = true;
            _open.Wait();
        }
    }
}
