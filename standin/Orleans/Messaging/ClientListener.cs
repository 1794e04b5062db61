using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Orleans.StandIn;

namespace Orleans.Runtime.Messaging;

/// <summary>The silo's port for clients: checks who comes, and delivers their requests.</summary>
internal sealed partial class ClientListener(
    IPEndPoint endPoint,
    string clusterId,
    SiloRuntime silo,
    GrainClassMap classes,
    GrainAssemblies assemblies,
    ILogger logger) : IFrameHandler, IAsyncDisposable
{
    private readonly ConcurrentDictionary<Connection, bool> _connections = new();
    private readonly Socket _listener = new(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);

    /// <summary>Begins to listen.</summary>
    /// <exception cref="SocketException">The port is taken.</exception>
    public void Start()
    {
        _listener.Bind(endPoint);
        _listener.Listen();
        _ = AcceptAsync();
    }

    public void OnFrame(Connection connection, ReadOnlySpan<byte> frame)
    {
        var reader = new MessageReader(frame);
        switch ((FrameKind)reader.ReadByte())
        {
            case FrameKind.Hello:
                Greet(connection, ref reader);
                break;
            case FrameKind.Request when _connections[connection]:
                Deliver(connection, ref reader);
                break;
            default:
                throw new InvalidDataException("A frame that a client does not send, or before its hello.");
        }
    }

    public void OnClosed(Connection connection, Exception? failure)
    {
        _connections.TryRemove(connection, out _);
        if (failure is not null)
        {
            LogConnectionFailed(logger, connection.Peer, failure.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        foreach (var connection in _connections.Keys)
        {
            await connection.DisposeAsync();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = new Connection(await _listener.AcceptAsync(), this);
                _connections[connection] = false;
                _ = connection.RunAsync();
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The listener was closed: nobody is accepted any more.
        }
    }

    private void Greet(Connection connection, ref MessageReader reader)
    {
        var version = reader.ReadVarUInt64();
        var cluster = reader.ReadText();
        using var writer = MessageWriter.Rent();
        if (version != Frames.ProtocolVersion || cluster != clusterId)
        {
            Frames.WriteRefused(
                writer,
                $"This silo is of cluster '{clusterId}' and speaks protocol {Frames.ProtocolVersion}; the client is of '{cluster}' and speaks {version}.");
        }
        else
        {
            _connections[connection] = true;
            Frames.WriteWelcome(writer, classes.ByInterface(assemblies));
        }

        connection.TrySend(writer.Written.Span);
    }

    private void Deliver(Connection connection, ref MessageReader reader)
    {
        var header = RequestHeader.Read(ref reader);
        var reply = header.Correlation == 0 ? null : new ReplyAddress(connection, header.Correlation);
        if (assemblies.FindMethod(header.Method) is not { } method)
        {
            reply?.SendFailure(new OrleansMessageRejectionException($"This silo does not know the method {header.Method}."));
            return;
        }

        var request = method.CreateRequest();
        request.ReadArguments(ref reader);
        request.Target = header.Target;
        request.IsOneWay = reply is null;
        request.ReplyTo = reply;
        silo.SendFor(request, header.TimeLeft);
    }

    [LoggerMessage(131, LogLevel.Information, "The connection of client {Client} ended: {Reason}")]
    private static partial void LogConnectionFailed(ILogger logger, string client, string reason);
}
