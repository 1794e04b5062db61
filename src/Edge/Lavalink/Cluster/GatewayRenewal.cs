using Fabric.Abstractions.Cluster;
using Fabric.Edge.Operations;
using Fabric.Edge.Presence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Fabric.Edge.Lavalink.Cluster;

/// <summary>
/// Tells the cluster each second that this gateway is alive, and at its end that it is not: sessions hold their players for a gateway that
/// is lost, and act at once for one that has left.
/// </summary>
internal sealed partial class GatewayRenewal(
    IClusterClient cluster,
    GatewayIdentity gateway,
    IHostApplicationLifetime host,
    TimeProvider time,
    ILogger<GatewayRenewal> logger,
    DrainingLifetime? lifetime = null) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private bool _isUnanswered;

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(grain => grain.LeaveAsync(gateway.Id));
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A client that has not found a silo yet serves nobody; its host has started once it has.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var starting = host.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(grain => grain.RenewAsync(gateway.Id, lifetime?.IsDraining ?? false));
            await Task.Delay(Period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TryAsync(Func<IGatewayRegistryGrain, Task> call)
    {
        try
        {
            await call(ClusterCalls.Find(() => cluster.GetGrain<IGatewayRegistryGrain>(GatewayRegistryKey.Of(gateway.Id)))).WaitAsync(Patience, time);
            _isUnanswered = false;
        }
#pragma warning disable CA1031 // Whatever kept the cluster from being reached, it is logged and tried again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (!_isUnanswered)
            {
                LogUnanswered(exception.GetBaseException().Message.ReplaceLineEndings(" "));
            }

            _isUnanswered = true;
        }
    }

    [LoggerMessage(1320, LogLevel.Warning, "The cluster was not told that this gateway is alive ({Reason}); trying again each second")]
    private partial void LogUnanswered(string reason);
}
