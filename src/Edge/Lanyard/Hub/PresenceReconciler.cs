using Fabric.Edge.Composition;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fabric.Edge.Lanyard.Hub;

/// <summary>Has the hub compare what it follows with the owners every few seconds.</summary>
internal sealed partial class PresenceReconciler(
    PresenceHub hub, IOptions<EdgeOptions> options, TimeProvider time, ILogger<PresenceReconciler> logger) : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.PresenceRefresh, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var started = time.GetTimestamp();
                await hub.ReconcileAsync(stoppingToken);
                LogReconciled(time.GetElapsedTime(started).TotalMilliseconds);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    [LoggerMessage(1102, LogLevel.Debug, "Compared what is followed with its owners in {Milliseconds:0} ms")]
    private partial void LogReconciled(double milliseconds);
}
