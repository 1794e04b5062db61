using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Fabric.FakeDiscord.Model;

namespace Fabric.FakeDiscord.Gateway;

/// <summary>
/// The gateway as tests drive it: faults on demand, and a view of sessions and of what clients sent. Where a shard can be
/// named, null means all connections.
/// </summary>
public sealed class FakeGateway
{
    private readonly DiscordWorld _world;
    private readonly FakeDiscordOptions _options;
    private readonly FakeDiscordCounters _counters;
    private readonly GatewayFaults _faults = new();
    private readonly GatewayJournal _journal = new();
    private readonly GatewayProtocol _protocol;
    private readonly HashSet<GatewayConnection> _connections = [];

    internal FakeGateway(DiscordWorld world, FakeDiscordOptions options, FakeDiscordCounters counters, Defects defects)
    {
        _world = world;
        _options = options;
        _counters = counters;
        SessionTable = new GatewaySessions(world, options, counters, defects);
        world.Listen(SessionTable);
        _protocol = new GatewayProtocol(world, SessionTable, new SessionOperations(world, options), _faults, _journal, counters);
    }

    /// <summary>False: the upgrade is answered 503.</summary>
    public bool AcceptConnections
    {
        get => _faults.AcceptConnections;
        set => _faults.AcceptConnections = value;
    }

    /// <summary>False: a new connection hears nothing.</summary>
    public bool SendHello
    {
        get => _faults.SendHello;
        set => _faults.SendHello = value;
    }

    /// <summary>False: heartbeats are not answered, which makes a connection a zombie.</summary>
    public bool AcknowledgeHeartbeats
    {
        get => _faults.AcknowledgeHeartbeats;
        set => _faults.AcknowledgeHeartbeats = value;
    }

    /// <summary>Sessions that can be resumed or are connected, in the order of their identifies.</summary>
    public IReadOnlyList<GatewaySessionInfo> Sessions
    {
        get
        {
            lock (_world.Gate)
            {
                return [.. SessionTable.All.Where(static session => !session.IsExpired).Select(GatewaySessionInfo.Of)];
            }
        }
    }

    internal GatewaySessions SessionTable { get; }

    /// <summary>The <c>d</c> of the operations that clients sent, oldest first (the latest thousand).</summary>
    public IReadOnlyList<JsonElement> Received(GatewayOpcode op) => _journal.Sent(op);

    /// <summary>Op 7: reconnect and resume.</summary>
    public int RequestReconnect(int? shard = null) =>
        ForEach(shard, static connection => connection.Send(GatewayFrames.Operation(GatewayOpcode.Reconnect)));

    /// <summary>Op 1: beat now.</summary>
    public int RequestHeartbeat(int? shard = null) =>
        ForEach(shard, static connection => connection.Send(GatewayFrames.Operation(GatewayOpcode.Heartbeat)));

    /// <summary>Op 9. Unless resumable, the session is gone.</summary>
    public int InvalidateSessions(bool resumable, int? shard = null) => ForEach(shard, connection =>
    {
        var session = connection.Session;
        session?.Detach();
        if (session is not null && !resumable)
        {
            SessionTable.Remove(session);
        }

        connection.Send(GatewayFrames.InvalidSession(resumable));
    });

    /// <summary>Closes with any code. The sessions stay resumable, whatever the code tells the client.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No close frame may carry the code.</exception>
    public int CloseConnections(int code, string reason = "", int? shard = null)
    {
        if (code is not (>= 1000 and <= 1003 or >= 1007 and <= 1011 or >= 3000 and <= 4999))
        {
            throw new ArgumentOutOfRangeException(nameof(code), code, "not a code that a close frame may carry");
        }

        return ForEach(shard, connection => connection.Close(code, reason));
    }

    public int CloseConnections(GatewayCloseCode code, int? shard = null) => ForEach(shard, connection => connection.Close(code));

    /// <summary>Cuts the TCP connections without a closing handshake (1006 for the client).</summary>
    public int AbortConnections(int? shard = null) => ForEach(shard, static connection => connection.Abort());

    /// <summary>The sockets stay open, but nothing more comes out of them. Missed dispatches wait for a resume.</summary>
    public int SilenceConnections(int? shard = null) => ForEach(shard, static connection => connection.Silence());

    /// <summary>The next Identify is refused with this code, whatever it holds.</summary>
    public void RefuseNextIdentify(int code) => _faults.RefuseNextIdentify(code);

    /// <summary>Forgets sessions without telling: a resume gets op 9 with false.</summary>
    public void ForgetSessions()
    {
        lock (_world.Gate)
        {
            foreach (var session in SessionTable.All.ToList())
            {
                SessionTable.Remove(session);
            }
        }
    }

    /// <summary>Sends a dispatch of any type and content to the sessions that see the guild, or with no guild to shard 0.</summary>
    public void Dispatch(string type, JsonElement data, Snowflake? guild = null)
    {
        lock (_world.Gate)
        {
            var utf8 = Encoding.UTF8.GetBytes(data.GetRawText());
            foreach (var session in SessionTable.All.Where(session => guild is { } id ? session.Owns(id) : session.Identify.ShardId == 0))
            {
                session.Dispatch(type, utf8);
            }
        }
    }

    /// <summary>Sends any text as one payload, JSON or not, outside the sequence.</summary>
    public int SendRaw(string text, int? shard = null) => ForEach(shard, connection => connection.Send(Encoding.UTF8.GetBytes(text)));

    internal async Task ServeAsync(WebSocket socket, IFrameEncoder encoder, bool resumeAddress, CancellationToken cancellationToken)
    {
        using var connection = new GatewayConnection(socket, encoder, _options) { TimedOut = DropSession };
        Register(connection, resumeAddress);
        var code = await connection.RunAsync((from, payload) => _protocol.OnPayload(from, payload.Span), cancellationToken);
        Unregister(connection, code);
    }

    internal async Task RefuseAsync(WebSocket socket, GatewayCloseCode code, CancellationToken cancellationToken)
    {
        using var connection = new GatewayConnection(socket, new PlainFrameEncoder(), _options);
        connection.Close(code);
        await connection.RunAsync(static (_, _) => { }, cancellationToken);
    }

    private void Register(GatewayConnection connection, bool resumeAddress)
    {
        lock (_world.Gate)
        {
            _connections.Add(connection);
            _counters.OnConnected(resumeAddress);
        }

        if (_faults.SendHello)
        {
            connection.Send(GatewayFrames.Hello(_options.HeartbeatInterval));
        }
    }

    /// <summary>Closing with 1000 or 1001 ends the session; any other end leaves it to be resumed.</summary>
    private void Unregister(GatewayConnection connection, int? closeCode)
    {
        lock (_world.Gate)
        {
            _connections.Remove(connection);
            _counters.OnDisconnected(closeCode);
            if (closeCode is (int)WebSocketCloseStatus.NormalClosure or (int)WebSocketCloseStatus.EndpointUnavailable)
            {
                DropSession(connection);
            }

            connection.Session?.Detach();
        }
    }

    private void DropSession(GatewayConnection connection)
    {
        lock (_world.Gate)
        {
            if (connection.Session is { } session)
            {
                SessionTable.Remove(session);
            }
        }
    }

    private int ForEach(int? shard, Action<GatewayConnection> action)
    {
        lock (_world.Gate)
        {
            var chosen = _connections.Where(connection => shard is null || connection.Session?.Identify.ShardId == shard).ToList();
            chosen.ForEach(action);
            return chosen.Count;
        }
    }
}
