using Fabric.Edge.Lanyard.Hub;
using Fabric.Edge.Metrics;
using Fabric.Edge.Presence;

namespace Fabric.Edge.Lanyard;

/// <summary>How many users the cluster monitors, as it last said.</summary>
internal sealed class MonitoredUsers : IMetricsRefresh
{
    /// <summary>Whoever scrapes waits for all metrics: a cluster that does not answer must not take them away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly PresenceHub _hub;
    private readonly TimeProvider _time;
    private int _count = -1;

    public MonitoredUsers(PresenceHub hub, LanyardMetrics metrics, TimeProvider time)
    {
        _hub = hub;
        _time = time;
        metrics.ShowMonitoredUsers(() => Volatile.Read(ref _count) is >= 0 and var count ? count : null);
    }

    /// <inheritdoc />
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        try
        {
            Volatile.Write(ref _count, await _hub.CountAsync().WaitAsync(Patience, _time, cancellation));
        }
        catch (Exception exception) when (ClusterCalls.IsUnanswered(exception))
        {
            // The count of before is shown.
        }
    }
}
