using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;

namespace Fabric.Edge.WebSockets;

/// <summary>The sockets and streams of one front-end; closes them, sockets with 1001, when the process is about to stop.</summary>
internal sealed class SocketRegistry : IDisposable
{
    private readonly ConcurrentDictionary<ISocket, byte> _sockets = new();
    private readonly CancellationTokenRegistration _stopping;
    private readonly CancellationToken _stop;

    public SocketRegistry(IHostApplicationLifetime lifetime)
    {
        _stop = lifetime.ApplicationStopping;
        _stopping = _stop.Register(CloseAll);
    }

    /// <summary>How many sockets are open.</summary>
    public int Count => _sockets.Count;

    public void Add(ISocket socket)
    {
        _sockets.TryAdd(socket, 0);
        if (_stop.IsCancellationRequested)
        {
            socket.Close(WebSocketCloseCode.GoingAway);
        }
    }

    public void Remove(ISocket socket) => _sockets.TryRemove(socket, out _);

    /// <inheritdoc />
    public void Dispose() => _stopping.Dispose();

    private void CloseAll()
    {
        foreach (var socket in _sockets.Keys)
        {
            socket.Close(WebSocketCloseCode.GoingAway);
        }
    }
}
