using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Cluster;
using Orleans.StandIn;

namespace Orleans.Runtime.Messaging;

/// <summary>What comes over the connections that others opened: checks who they are, and takes their requests and stream items.</summary>
internal sealed partial class InboundTraffic(string clusterId, SiloRuntime silo, SiloCluster cluster, GrainAssemblies assemblies, ILogger logger)
    : IFrameHandler, IViewListener, IDisposable
{
    private readonly ConcurrentDictionary<Connection, bool> _connections = new();
    private volatile bool _isDraining;
    private bool _isClosed;

    /// <summary>How many calls of other processes are not answered yet.</summary>
    public int Unanswered => _connections.Keys.Sum(static connection => connection.Unanswered);

    /// <summary>Whether any client is connected.</summary>
    public bool HasClients => _connections.Keys.Any(static connection => connection.Peer?.Client is not null);

    public void Accept(Socket socket)
    {
        var connection = new Connection(socket, this);
        _connections[connection] = true;
        _ = connection.RunAsync();
        if (_isClosed)
        {
            connection.Close();
        }
    }

    public void OnFrame(Connection connection, ReadOnlySpan<byte> frame)
    {
        var reader = new MessageReader(frame);
        switch ((FrameKind)reader.ReadByte())
        {
            case FrameKind.Hello:
                Greet(connection, Frames.ReadHello(ref reader));
                break;
            case FrameKind.Request when connection.Peer is { } peer:
                Take(connection, peer, ref reader);
                break;
            case FrameKind.StreamItem when connection.Peer is { } peer:
                cluster.Streams.OnItem(ref reader, frame, isFromClient: peer.Client is not null);
                break;
            default:
                throw new InvalidDataException("A frame that is not sent to a silo, or before its hello.");
        }
    }

    public void OnClosed(Connection connection, Exception? failure)
    {
        _connections.TryRemove(connection, out _);
        if (connection.Peer is { Client: { } client })
        {
            cluster.Streams.OnClientGone(client, connection);
        }

        if (failure is not null)
        {
            LogConnectionFailed(logger, connection.Peer?.ToString() ?? connection.RemoteAddress, failure.Message);
        }
    }

    /// <summary>Nothing of a dead silo is taken any more. If its process lives, the closed connection makes it look at the table.</summary>
    public void OnViewChanged(ClusterView old, ClusterView view)
    {
        foreach (var connection in _connections.Keys)
        {
            if (connection.Peer?.Silo is { } silo && view.StatusOf(silo) == SiloStatus.Dead)
            {
                connection.Close();
            }
        }
    }

    /// <summary>Asks clients to send new calls elsewhere, those too that connect only now.</summary>
    public void Drain()
    {
        _isDraining = true;
        foreach (var connection in _connections.Keys.Where(static connection => connection.Peer is not null))
        {
            SayDraining(connection);
        }
    }

    public void Dispose()
    {
        _isClosed = true;
        foreach (var connection in _connections.Keys)
        {
            connection.Close();
        }
    }

    private void Greet(Connection connection, Hello hello)
    {
        using var writer = MessageWriter.Rent();
        if (ObjectionTo(hello) is { } objection)
        {
            Frames.WriteRefused(writer, objection);
        }
        else
        {
            connection.Peer = hello.From.Silo is null ? hello.From : hello.From with { Client = null };
            if (connection.Peer.Client is { } client)
            {
                cluster.Streams.OnClient(client, connection);
            }

            Frames.WriteWelcome(writer, silo.Address, hello.From.Silo is null ? cluster.Links.ManifestOfAll() : cluster.Links.Own);
        }

        connection.TrySend(writer.Written.Span);
        if (_isDraining && connection.Peer is not null)
        {
            SayDraining(connection);
        }
    }

    private static void SayDraining(Connection connection) => connection.TrySend([(byte)FrameKind.Draining]);

    private string? ObjectionTo(Hello hello) => hello switch
    {
        _ when hello.Version != Frames.ProtocolVersion =>
            $"{silo.Address} speaks protocol {Frames.ProtocolVersion}, not {hello.Version}.",
        _ when hello.ClusterId != clusterId => $"{silo.Address} is of cluster '{clusterId}', not of '{hello.ClusterId}'.",
        { Wanted: { } wanted } when !wanted.Equals(silo.Address) => $"{wanted} is not there any more: {silo.Address} is.",
        { From.Silo: { } from } when cluster.Members.View.StatusOf(from) == SiloStatus.Dead => $"{from} was declared dead.",
        _ => null,
    };

    private void Take(Connection connection, Peer peer, ref MessageReader reader)
    {
        var header = RequestHeader.Read(ref reader, assemblies);
        var reply = new ReplyAddress(connection, header.Correlation);
        if (header.Correlation != 0)
        {
            connection.OnAsked();
        }

        if (header.Method is not { } method)
        {
            reply.SendFailure(new OrleansMessageRejectionException($"{silo.Address} does not know the method {header.UnknownMethod}."));
            return;
        }

        var request = method.CreateRequest();
        request.ReadArguments(ref reader);
        request.Target = header.Target;
        request.Hops = header.Hops;
        request.IsOneWay = header.Correlation == 0;
        request.ReplyTo = reply;
        silo.Take(request, header.TimeLeft, isFromClient: peer.Client is not null);
    }

    [LoggerMessage(131, LogLevel.Information, "The connection of {Peer} ended: {Reason}")]
    private static partial void LogConnectionFailed(ILogger logger, string peer, string reason);
}
