namespace Fabric.Discord.Gateway;

/// <summary>
/// Receives what a shard has to tell. Calls come one after another, never two at a time; nothing more is read from Discord until the
/// returned task completes. An exception ends the shard's run with that exception; the session then stands before the dispatch that failed.
/// </summary>
public interface IGatewayEvents
{
    /// <summary>A new session has begun.</summary>
    ValueTask OnReadyAsync(GatewayReady ready, CancellationToken cancellationToken);

    /// <summary>The session goes on; everything missed has been dispatched.</summary>
    ValueTask OnResumedAsync(CancellationToken cancellationToken);

    /// <summary>An event other than READY and RESUMED.</summary>
    ValueTask OnDispatchAsync(GatewayDispatch dispatch, CancellationToken cancellationToken);

    /// <summary>The connection came, went or is being tried again.</summary>
    ValueTask OnStateChangedAsync(GatewayStateChange change, CancellationToken cancellationToken);

    /// <summary>Discord will not have this shard: the run ends with this exception.</summary>
    ValueTask OnFatalAsync(GatewayFatalException fatal, CancellationToken cancellationToken);
}
