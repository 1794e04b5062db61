namespace Fabric.Silo;

/// <summary>
/// Gives memory back when a burst is over. Taking in a bot's guilds leaves garbage that nothing collects while the process is idle afterwards,
/// for collections are begun by allocations. This one runs beside the work, and never while there is much of it.
/// </summary>
internal sealed class IdleCollection(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly BurstWatch _watch = new();

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var heap = GC.GetGCMemoryInfo().HeapSizeBytes;
                if (_watch.IsOver(GC.GetTotalAllocatedBytes(), heap, GC.CollectionCount(GC.MaxGeneration)))
                {
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }
}
