using Fabric.Abstractions.Edge;
using Fabric.Edge.Operations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Streams;

namespace Fabric.Edge.Presence;

/// <summary>Reads this gateway's stream for as long as the process runs.</summary>
internal sealed partial class ClusterPresenceStream(
    IClusterClient cluster, GatewayIdentity gateway, TimeProvider time, ILogger<ClusterPresenceStream> logger) : BackgroundService, IReadinessCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StreamSubscriptionHandle<EdgeEvent>? _subscription;

    /// <summary>Who is told; set before the process serves anybody.</summary>
    public IPresenceObserver? Observer { get; set; }

    /// <inheritdoc />
    public string Name => "presence stream";

    /// <inheritdoc />
    public ValueTask<string?> FindProblemAsync(CancellationToken cancellation) =>
        new(_opened.Task.IsCompletedSuccessfully ? null : "not connected to the cluster yet");

    /// <summary>Completes when changes reach us: interest that is registered earlier would miss some.</summary>
    /// <exception cref="TimeoutException">The cluster was not reached in time.</exception>
    public Task OpenedAsync() => _opened.Task.IsCompletedSuccessfully ? Task.CompletedTask : _opened.Task.WaitAsync(Patience, time);

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_subscription is { } subscription)
        {
            await subscription.UnsubscribeAsync()
                .WaitAsync(CloseTimeout, time, CancellationToken.None)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested && !await TryOpenAsync())
        {
            await Task.Delay(RetryDelay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> TryOpenAsync()
    {
        try
        {
            var stream = cluster.GetStreamProvider(EdgeStreams.Provider).GetStream<EdgeEvent>(EdgeStreams.Of(gateway.Id));
            _subscription = await stream.SubscribeAsync((news, _) => TellAsync(news));
            _opened.TrySetResult();
            return true;
        }
#pragma warning disable CA1031 // Whatever kept the cluster from being reached, it is logged and tried again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotOpened(exception);
            return false;
        }
    }

    private Task TellAsync(EdgeEvent news)
    {
        switch (news)
        {
            case PresenceChanged changed:
                Observer?.OnChanged(changed.Snapshot);
                break;
            case PresenceEnded ended:
                Observer?.OnEnded(ended.User, ended.Version);
                break;
        }

        return Task.CompletedTask;
    }

    [LoggerMessage(1103, LogLevel.Warning, "The gateway's stream could not be opened; trying again")]
    private partial void LogNotOpened(Exception exception);
}
