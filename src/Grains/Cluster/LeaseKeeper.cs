using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fabric.Grains.Cluster;

/// <summary>
/// Keeps the lease up, on a thread of its own: a process whose thread pool is busy for seconds is still in touch. Without the lease it ends the
/// process. It is registered before the engine, so that it stops last: when it says that the silo has left, no grain is active any more.
/// </summary>
internal sealed partial class LeaseKeeper(
    SiloRecords records,
    SiloLease lease,
    ActiveSilos active,
    IProcessEnd process,
    IOptions<FailoverOptions> options,
    TimeProvider time,
    ILogger<LeaseKeeper> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan TickPeriod = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(2);

    private readonly LeaseRenewal _renewal = new(records, lease, options.Value, time);
    private readonly ManualResetEventSlim _stopping = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isFailing;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        new Thread(Run) { IsBackground = true, Name = "Silo lease", Priority = ThreadPriority.AboveNormal }.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping.Set();
        await _ended.Task;
        lease.GiveUp();
        try
        {
            await _renewal.LeaveAsync().WaitAsync(LeaveLimit, time, cancellationToken);
        }
#pragma warning disable CA1031 // The others find out by themselves, if later.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotLeft(exception);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _stopping.Dispose();

    private void Run()
    {
        do
        {
            Report(_renewal.Tick(active.Silos));
            if (lease.Look() == LeaseStanding.Lost)
            {
                LogLost(options.Value.LeaseDuration);
                process.End();
                break;
            }
        }
        while (!_stopping.Wait(TickPeriod));

        _ended.SetResult();
    }

    /// <summary>A line each time that it begins to fail: the store has its own lines about how long.</summary>
    private void Report(Exception? failure)
    {
        if (failure is not null && !_isFailing)
        {
            LogNotRenewed(failure);
        }

        _isFailing = failure is not null || (_isFailing && _renewal.IsBehind);
    }

    [LoggerMessage(
        3010,
        LogLevel.Critical,
        "This silo was out of touch for longer than its lease ({Duration}), or was declared lost: others may act for it now. The process ends")]
    private partial void LogLost(TimeSpan duration);

    [LoggerMessage(3011, LogLevel.Warning, "The silo's lease could not be renewed in the store; the answers of other silos keep it up meanwhile")]
    private partial void LogNotRenewed(Exception exception);

    [LoggerMessage(3012, LogLevel.Warning, "The store was not told that this silo has left; the others find out by themselves")]
    private partial void LogNotLeft(Exception exception);
}
