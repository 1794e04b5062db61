using Fabric.Abstractions.Ids;
using Fabric.Edge.Lanyard.Hub;
using Fabric.Edge.Presence;
using Fabric.Edge.WebSockets;
using Microsoft.Extensions.Logging;

namespace Fabric.Edge.Lanyard.Socket;

/// <summary>
/// One client of <c>/socket</c>. While Initialize is being answered the changes that come are held back, so that INIT_STATE is never
/// behind a change that it includes, nor a change lost that it does not.
/// </summary>
internal sealed partial class LanyardSocket(
    WebSocketConnection<LanyardMessage> connection, bool compressed, PresenceHub hub, LanyardMetrics metrics, ILogger<LanyardSocket> logger)
    : IPresenceSubscriber, ISocket
{
    private readonly Lock _gate = new();
    private readonly LanyardSocketMachine _machine = new();
    private Dictionary<UserId, PresenceUpdate>? _held;

    /// <summary>Serves the client until it is gone.</summary>
    public async Task RunAsync()
    {
        metrics.OnSocketOpened();
        Send(LanyardEvents.Hello);
        try
        {
            await connection.RunAsync(OnMessageAsync);
        }
        finally
        {
            hub.UnsubscribeAll(this);
            hub.Unsubscribe(_machine.Users, this);
            metrics.OnSocketGone(_machine.Users.Count);
            await connection.DisposeAsync();
        }
    }

    /// <inheritdoc />
    public void Close(int code) => connection.Close(code, dropQueued: true);

    /// <inheritdoc />
    public void Deliver(PresenceUpdate update, PresenceReach reach)
    {
        lock (_gate)
        {
            if (!_machine.Wants(update.User, reach))
            {
                return;
            }

            if (_held is null)
            {
                Send(update);
            }
            else
            {
                _held[update.User] = update;
            }
        }
    }

    private async ValueTask OnMessageAsync(ReadOnlyMemory<byte> message)
    {
        metrics.OnReceived();
        LanyardEffect effect;
        lock (_gate)
        {
            effect = _machine.Receive(message.Span);
        }

        try
        {
            await PerformAsync(effect);
        }
        catch (Exception exception) when (ClusterCalls.IsUnanswered(exception))
        {
            // The hub has logged it. An empty INIT_STATE would say that nobody is monitored.
            Close(LanyardClose.TryAgainLater);
        }
#pragma warning disable CA1031 // One client's message must not end more than that client's socket; the cause is logged.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(exception);
            Close(LanyardClose.InternalError);
        }
    }

    private Task PerformAsync(LanyardEffect effect)
    {
        switch (effect)
        {
            case LanyardEffect.Follow follow:
                metrics.OnInitialize(effect, compressed);
                return InitializeAsync(() => hub.SubscribeAsync(follow.Users, this), follow.Bare);
            case LanyardEffect.FollowAll:
                metrics.OnInitialize(effect, compressed);
                return InitializeAsync(() => hub.SubscribeAllAsync(this), bare: false);
            case LanyardEffect.Unfollow unfollow:
                metrics.OnUnsubscribe(unfollow.Users.Count);
                hub.Unsubscribe(unfollow.Users, this);
                break;
            case LanyardEffect.UnfollowAll unfollow:
                metrics.OnUnsubscribe(unfollow.Users.Count);
                hub.UnsubscribeAll(this);
                hub.Unsubscribe(unfollow.Users, this);
                break;
            case LanyardEffect.Close close:
                Close(close.How);
                break;
        }

        return Task.CompletedTask;
    }

    private async Task InitializeAsync(Func<Task<IReadOnlyList<PresenceUpdate>>> subscribe, bool bare)
    {
        lock (_gate)
        {
            _held = [];
        }

        var presences = await subscribe();
        var message = bare ? LanyardEvents.InitState(presences.SingleOrDefault()) : LanyardEvents.InitState(presences);
        if (compressed)
        {
            message.Deflate();
        }

        Release(message, presences);
    }

    private void Release(LanyardMessage initState, IReadOnlyList<PresenceUpdate> included)
    {
        lock (_gate)
        {
            Send(initState);
            if (_held is { Count: > 0 } held)
            {
                foreach (var presence in included)
                {
                    if (held.TryGetValue(presence.User, out var update) && update.Version <= presence.Version)
                    {
                        held.Remove(presence.User);
                    }
                }

                foreach (var update in held.Values)
                {
                    Send(update);
                }
            }

            _held = null;
        }
    }

    private void Send(PresenceUpdate update) => Send(_machine.NamesUsers ? update.Named : update.Plain);

    private void Send(LanyardMessage message)
    {
        metrics.OnSent();
        connection.Send(message);
    }

    private void Close(LanyardClose how)
    {
        metrics.OnClose(how.Code);
        connection.Close(how.Code, how.Reason);
    }

    [LoggerMessage(1201, LogLevel.Error, "A client's message could not be handled; its socket is closed")]
    private partial void LogFailed(Exception exception);
}
