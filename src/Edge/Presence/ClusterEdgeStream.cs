using Fabric.Abstractions.Edge;
using Fabric.Abstractions.Sessions;
using Fabric.Edge.Operations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Streams;

namespace Fabric.Edge.Presence;

/// <summary>
/// Reads this gateway's stream for as long as the process runs, and heals it when it brings nothing any more. Grains of this process tell
/// without it.
/// </summary>
internal sealed partial class ClusterEdgeStream(
    IClusterClient cluster,
    GatewayIdentity gateway,
    LocalGateways local,
    IHostApplicationLifetime host,
    TimeProvider time,
    ILogger<ClusterEdgeStream> logger) : BackgroundService, IReadinessCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LinePeriod = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StreamHealth _health = new();
    private readonly long _began = time.GetTimestamp();
    private StreamSubscriptionHandle<EdgeEvent>? _subscription;
    private TimeSpan _nextLine;

    /// <summary>Who is told of presences; set before the process serves anybody.</summary>
    public IPresenceObserver? Observer { get; set; }

    /// <summary>Who is told of sessions; set before the process serves anybody.</summary>
    public ISessionObserver? Sessions { get; set; }

    /// <inheritdoc />
    public string Name => "cluster";

    private TimeSpan Now => time.GetElapsedTime(_began);

    /// <inheritdoc />
    public ValueTask<string?> FindProblemAsync(CancellationToken cancellation) => new(_health.FindProblem(Now));

    /// <summary>Completes when changes reach us: interest that is registered earlier would miss some.</summary>
    /// <exception cref="TimeoutException">The cluster was not reached in time.</exception>
    public Task OpenedAsync() => _opened.Task.IsCompletedSuccessfully ? Task.CompletedTask : _opened.Task.WaitAsync(Patience, time);

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        local.Remove(gateway.Id);
        if (_subscription is { } subscription)
        {
            await CloseAsync(subscription);
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A client that has not found a silo yet serves nobody; its host has started once it has.
        await StartedAsync(stoppingToken);
        local.Add(gateway.Id, Tell);
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(_health.Next(Now));
            await Task.Delay(Period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task StartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var starting = host.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task TryAsync(StreamStep step)
    {
        try
        {
            await TakeAsync(step);
        }
#pragma warning disable CA1031 // Whatever kept the cluster from being reached, it is logged and tried again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (Now >= _nextLine)
            {
                _nextLine = Now + LinePeriod;
                LogNotReached(exception.GetBaseException().Message.ReplaceLineEndings(" "));
            }
        }
    }

    private Task TakeAsync(StreamStep step) => step switch
    {
        StreamStep.Subscribe => SubscribeAsync(),
        StreamStep.Mark => MarkAsync(),
        _ => Task.CompletedTask,
    };

    private async Task SubscribeAsync()
    {
        var lost = _subscription;
        _subscription = await Stream().SubscribeAsync((news, _) => TakeAsync(news)).WaitAsync(CallTimeout, time);
        _health.OnSubscribed(Now);
        _opened.TrySetResult();
        if (lost is not null)
        {
            LogOpenedAgain();
            await CloseAsync(lost);
        }
    }

    private async Task MarkAsync()
    {
        await Stream().OnNextAsync(new StreamMarker()).WaitAsync(CallTimeout, time);
        _health.OnMarkTaken(Now);
    }

    /// <summary>Its silo may be lost: whether this works is of no account.</summary>
    private async Task CloseAsync(StreamSubscriptionHandle<EdgeEvent> subscription) => await subscription.UnsubscribeAsync()
        .WaitAsync(CloseTimeout, time, CancellationToken.None)
        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private IAsyncStream<EdgeEvent> Stream() => cluster.GetStreamProvider(EdgeStreams.Provider).GetStream<EdgeEvent>(EdgeStreams.Of(gateway.Id));

    private Task TakeAsync(EdgeEvent news)
    {
        _health.OnBrought(Now);
        Tell(news);
        return Task.CompletedTask;
    }

    private void Tell(EdgeEvent news)
    {
        switch (news)
        {
            case PresenceChanged changed:
                Observer?.OnChanged(changed.Snapshot);
                break;
            case PresenceEnded ended:
                Observer?.OnEnded(ended.User, ended.Version);
                break;
            case SessionNews session:
                Sessions?.OnNews(session);
                break;
            case SessionLost lost:
                Sessions?.OnLost(lost);
                break;
        }
    }

    [LoggerMessage(1103, LogLevel.Warning, "The gateway's stream is not connected to the cluster ({Reason}); trying again")]
    private partial void LogNotReached(string reason);

    [LoggerMessage(1106, LogLevel.Warning, "The gateway's stream brought nothing any more and was opened again")]
    private partial void LogOpenedAgain();
}
