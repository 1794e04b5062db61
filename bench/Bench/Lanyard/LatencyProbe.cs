using System.Diagnostics;
using Fabric.Bench.Lanyard.Feed;

namespace Fabric.Bench.Lanyard;

/// <summary>Makes one change after the other and notes how long each takes to a subscriber.</summary>
internal sealed class LatencyProbe(FeedConnection feed, int users)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FlowPeriod = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private TaskCompletionSource<long> _arrived = new();
    private long _awaited = -1;
    private long _number;

    /// <summary>Makes changes until the first one arrives: before that, users are still on their way into the cluster.</summary>
    public async Task FlowAsync()
    {
        var clock = Stopwatch.StartNew();
        for (var user = 0; user < users; user++)
        {
            var arrived = await SendAsync(user);
            while (await Task.WhenAny(arrived, Task.Delay(FlowPeriod, TimeProvider.System)) != arrived)
            {
                if (clock.Elapsed > Limit)
                {
                    throw new TimeoutException($"No change of user {user} reached the subscriber.");
                }

                arrived = await SendAsync(user);
            }
        }
    }

    /// <summary>Makes changes, each when the last one has arrived and the period is over; returns the milliseconds that each took.</summary>
    public async Task<IReadOnlyList<double>> RunAsync(int count, TimeSpan period)
    {
        var samples = new List<double>(count);
        for (var change = 0; change < count; change++)
        {
            var sent = Stopwatch.GetTimestamp();
            var arrived = await SendAsync(change % users);
            samples.Add(Stopwatch.GetElapsedTime(sent, await arrived.WaitAsync(Limit, TimeProvider.System)).TotalMilliseconds);
            if (period > TimeSpan.Zero)
            {
                await Task.Delay(period, TimeProvider.System);
            }
        }

        return samples;
    }

    /// <summary>A presence with this number has arrived.</summary>
    public void OnReceived(long number, long timestamp)
    {
        lock (_gate)
        {
            if (number == _awaited)
            {
                _arrived.TrySetResult(timestamp);
            }
        }
    }

    private async Task<Task<long>> SendAsync(int user)
    {
        Task<long> arrived;
        long number;
        lock (_gate)
        {
            _arrived = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited = number = ++_number;
            arrived = _arrived.Task;
        }

        await feed.SendAsync(user, number);
        return arrived;
    }
}
