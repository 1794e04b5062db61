using Microsoft.Extensions.Logging;

namespace Fabric.Discord.Gateway;

/// <summary>What the connections of one run of a shard share.</summary>
internal sealed class GatewayRun(GatewayOptions options, SessionTracker session, GatewayMachine machine)
{
    private volatile bool _endSession;
    private volatile GatewayConnectionState _state;

    public GatewayOptions Options => options;

    public SessionTracker Session => session;

    public GatewayMachine Machine => machine;

    public required IGatewayEvents Sink { get; init; }

    public required GuildMemberRequester Members { get; init; }

    public required GatewayMetrics Metrics { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILogger Logger { get; init; }

    /// <summary>Whether stopping also logs the bot off, instead of leaving the session to be resumed.</summary>
    public bool EndSession
    {
        get => _endSession;
        set => _endSession = value;
    }

    public GatewayConnectionState State
    {
        get => _state;
        set
        {
            if ((value == GatewayConnectionState.Ready) != (_state == GatewayConnectionState.Ready))
            {
                Metrics.OnServed(value == GatewayConnectionState.Ready);
            }

            _state = value;
        }
    }

    public ValueTask ReportAsync(GatewayStateChange change, CancellationToken cancellationToken)
    {
        State = change.State;
        return Sink.OnStateChangedAsync(change, cancellationToken);
    }

    /// <summary>A sink that does not know of the new session could make nothing of its replay, so the session goes when the sink fails.</summary>
    public async ValueTask OnReadyAsync(GatewayReady ready, CancellationToken cancellationToken)
    {
        try
        {
            await Sink.OnReadyAsync(ready, cancellationToken);
        }
        catch
        {
            session.Drop();
            throw;
        }

        await ReportAsync(new GatewayStateChange(GatewayConnectionState.Ready), cancellationToken);
    }

    public async ValueTask OnResumedAsync(CancellationToken cancellationToken)
    {
        await Sink.OnResumedAsync(cancellationToken);
        await ReportAsync(new GatewayStateChange(GatewayConnectionState.Ready), cancellationToken);
    }

    /// <summary>The requester sees a chunk after the sink, so that a request is complete when its members are taken in.</summary>
    public async ValueTask OnDispatchAsync(GatewayDispatch dispatch, CancellationToken cancellationToken)
    {
        await Sink.OnDispatchAsync(dispatch, cancellationToken);
        if (dispatch.EventName is GatewayEventNames.GuildMembersChunk or GatewayEventNames.RateLimited)
        {
            Members.Observe(dispatch);
        }
    }
}
