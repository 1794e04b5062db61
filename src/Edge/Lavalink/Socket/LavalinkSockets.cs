using System.Collections.Concurrent;
using Fabric.Abstractions.Sessions;
using Fabric.Edge.Lavalink.Cluster;
using Fabric.Edge.Presence;
using Fabric.Edge.WebSockets;
using Microsoft.Extensions.Hosting;

namespace Fabric.Edge.Lavalink.Socket;

/// <summary>
/// The sockets that this process holds. Brings them what their sessions tell; and when the process is about to stop, has the sessions told
/// before anything else stops, and closes the sockets with 1001 (lavalink.md §1.3).
/// </summary>
internal sealed class LavalinkSockets : ISessionObserver, IHostedLifecycleService
{
    /// <summary>Sessions that are not told in time notice by themselves that the gateway is gone.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly ConcurrentDictionary<Guid, LavalinkSocket> _sockets = new();
    private readonly TimeProvider _time;
    private volatile bool _isStopping;

    public LavalinkSockets(ILavalinkCluster cluster, TimeProvider time)
    {
        _time = time;
        cluster.Attach(this);
    }

    /// <summary>How many there are.</summary>
    public int Count => _sockets.Count;

    /// <summary>The players of all sessions that have a socket here.</summary>
    public SessionCounts CountPlayers()
    {
        var (players, playing) = (0, 0);
        foreach (var (_, socket) in _sockets)
        {
            players += socket.Counts.Players;
            playing += socket.Counts.Playing;
        }

        return new SessionCounts(players, playing);
    }

    /// <summary>Events that the sockets were sent and whose sessions do not know it yet.</summary>
    public long CountUnacknowledged() => _sockets.Sum(static entry => entry.Value.Unacknowledged);

    /// <summary>From now on a socket is told. One that comes while the process stops is closed at once.</summary>
    public void Add(LavalinkSocket socket)
    {
        _sockets[socket.Connection] = socket;
        if (_isStopping)
        {
            _ = socket.EndAsync();
        }
    }

    /// <summary>A socket is gone.</summary>
    public void Remove(LavalinkSocket socket) => _sockets.TryRemove(socket.Connection, out _);

    /// <inheritdoc />
    public void OnNews(SessionNews news)
    {
        if (_sockets.TryGetValue(news.Connection, out var socket))
        {
            socket.OnNews(news);
        }
    }

    /// <inheritdoc />
    public void OnLost(SessionLost lost)
    {
        if (_sockets.TryGetValue(lost.Connection, out var socket))
        {
            socket.Lose();
        }
    }

    /// <inheritdoc />
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        await Task.WhenAll(_sockets.Values.Select(static socket => socket.EndAsync()))
            .WaitAsync(Patience, _time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var (_, socket) in _sockets)
        {
            socket.Close(WebSocketCloseCode.GoingAway);
        }
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
