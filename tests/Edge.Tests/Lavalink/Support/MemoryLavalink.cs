using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Players;
using Fabric.Abstractions.Sessions;
using Fabric.Edge.Lavalink.Cluster;
using Fabric.Edge.Presence;
using Fabric.Protocol.Lavalink;

namespace Fabric.Edge.Tests.Lavalink.Support;

/// <summary>A cluster in memory: sessions with their logs, and players that play nothing. Doorbells are lost, and calls unanswered, as a test says.</summary>
internal sealed class MemoryLavalink(TimeProvider time) : ILavalinkCluster
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SessionId, MemorySession> _sessions = [];
    private ISessionObserver? _observer;

    /// <summary>Calls that were made, by name.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    public bool IsUnanswered { get; set; }

    /// <summary>How many events one reading of a log gives.</summary>
    public int Batch { get; set; } = 100;

    /// <summary>What acknowledgements that begin now are held up by.</summary>
    public Task Acknowledging { get; set; } = Task.CompletedTask;

    /// <summary>What the leaving of sessions is held up by.</summary>
    public Task Closing { get; set; } = Task.CompletedTask;

    public LoadResult Loaded { get; set; } = LoadResult.NoMatches.Instance;

    public FrameCount? Frames { get; set; }

    public Exception? Failure { get; set; }

    public void Attach(ISessionObserver observer) => _observer = observer;

    public T Ask<T>(SessionId session, Func<MemorySession?, T> ask)
    {
        lock (_gate)
        {
            return ask(_sessions.GetValueOrDefault(session));
        }
    }

    /// <summary>A player tells something.</summary>
    public void Tell(SessionId session, string json, bool isEvent = true, bool isLost = false)
    {
        SessionNews? news = null;
        lock (_gate)
        {
            var one = _sessions[session];
            one.Last += isEvent ? 1 : 0;
            var message = new SessionMessage(one.Last, isEvent, Encoding.UTF8.GetBytes(json));
            if (isEvent)
            {
                one.Log.Add(message);
            }

            if (one.Socket is { } socket && !isLost)
            {
                news = new SessionNews(session, socket.Connection, [message], one.Counts);
            }
        }

        if (news is not null)
        {
            _observer!.OnNews(news);
        }
    }

    public Task OpenAsync(SessionId session, SessionOpening opening) => CallAsync("open", () =>
    {
        _sessions.Add(session, new MemorySession(opening, time.GetUtcNow()));
        return true;
    });

    public async Task<SessionResumption?> ResumeAsync(SessionId session, SessionOpening opening)
    {
        SocketId? lost = null;
        var resumption = await CallAsync("resume", () =>
        {
            if (Find(session) is not { } one || one.User != opening.User)
            {
                return null;
            }

            var now = time.GetUtcNow();
            var found = new SessionResumption(now - one.Began, now - (one.Left ?? now));
            (lost, one.Socket, one.Deadline, one.Left) = (one.Socket, opening.Socket, null, null);
            return found;
        });
        if (lost is { } socket)
        {
            _observer!.OnLost(new SessionLost(session, socket.Connection));
        }

        return resumption;
    }

    public Task<SessionBacklog?> ReadAsync(SessionId session, SocketId socket, long after) => CallAsync("read", () =>
        Find(session) is { } one && one.Socket == socket
            ? new SessionBacklog(
                [.. one.Log.Where(message => message.Number > Math.Max(after, one.Acknowledged)).Take(Batch)], one.Last, [.. one.Players.Keys], one.Counts)
            : null);

    public async Task AcknowledgeAsync(SessionId session, SocketId socket, long number)
    {
        Calls.Enqueue("acknowledging");
        await Acknowledging;
        await CallAsync("acknowledge", () =>
        {
            if (Find(session) is { } one && one.Socket == socket)
            {
                one.Acknowledge(number);
            }

            return true;
        });
    }

    public async Task CloseAsync(SessionId session, SocketId socket, long sent, bool gatewayEnds)
    {
        Calls.Enqueue("closing");
        await Closing;
        await CallAsync($"close {gatewayEnds}", () =>
        {
            if (Find(session) is not { } one || one.Socket != socket)
            {
                return false;
            }

            one.Acknowledge(sent);
            if (!gatewayEnds && !(one.Info.Resuming && one.Info.Timeout > 0))
            {
                return _sessions.Remove(session);
            }

            var now = time.GetUtcNow();
            (one.Socket, one.GatewayEnded, one.Left, one.Deadline) = (null, gatewayEnds, now, now + TimeSpan.FromSeconds(one.Info.Timeout));
            return true;
        });
    }

    public Task<SessionInfo?> UpdateSessionAsync(SessionId session, SessionUpdate update) => CallAsync("update session", () =>
    {
        if (Find(session) is not { Socket: not null } one)
        {
            return null;
        }

        return one.Info = new SessionInfo(update.Resuming.Or(one.Info.Resuming), update.Timeout.Or(one.Info.Timeout));
    });

    public Task<GuildId[]?> GetPlayersAsync(SessionId session) =>
        CallAsync("players", () => Find(session) is { Socket: not null } one ? one.Players.Keys.ToArray() : null);

    public Task<PlayerAnswer> UpdatePlayerAsync(PlayerId player, PlayerUpdate update, bool noReplace) => CallAsync($"update {noReplace}", () =>
    {
        if (Find(player.Session) is not { Socket: not null } one)
        {
            return new PlayerAnswer(404, Error: "Session not found");
        }

        var before = one.Players.GetValueOrDefault(player.Guild) ?? new LavalinkPlayer
        {
            GuildId = player.Guild.Value,
            State = new PlayerState(time.GetUtcNow().ToUnixTimeMilliseconds(), 0, Connected: false, -1),
        };
        return Answer(one.Players[player.Guild] = before with
        {
            Volume = Math.Clamp(update.Volume.Or(before.Volume), 0, LavalinkPlayer.MaxVolume),
            Paused = update.Paused.Or(before.Paused),
        });
    });

    public Task<PlayerAnswer> GetPlayerAsync(PlayerId player) => CallAsync("player", () => Find(player.Session) switch
    {
        not { Socket: not null } => new PlayerAnswer(404, Error: "Session not found"),
        var one when one.Players.TryGetValue(player.Guild, out var found) => Answer(found),
        _ => new PlayerAnswer(404, Error: "Player not found"),
    });

    public Task<PlayerAnswer> DestroyPlayerAsync(PlayerId player) => CallAsync("destroy", () =>
    {
        if (Find(player.Session) is not { Socket: not null } one)
        {
            return new PlayerAnswer(404, Error: "Session not found");
        }

        one.Players.Remove(player.Guild);
        return new PlayerAnswer(204);
    });

    public async Task SendUpdateAsync(PlayerId player)
    {
        await CallAsync("send update", () => true);
        Tell(player.Session, $"{{\"op\":\"playerUpdate\",\"guildId\":\"{player.Guild}\"}}", isEvent: false);
    }

    public Task<FrameCount?> GetFramesAsync(PlayerId player) => CallAsync("frames", () => Frames);

    public Task<LoadResult> LoadAsync(string identifier) => CallAsync($"load {identifier}", () => Loaded);

    private static PlayerAnswer Answer(LavalinkPlayer player)
    {
        var json = new ArrayBufferWriter<byte>();
        LavalinkWriter.Write(json, player);
        return new PlayerAnswer(200, json.WrittenMemory);
    }

    private MemorySession? Find(SessionId session)
    {
        if (!_sessions.TryGetValue(session, out var one) || one.Deadline <= time.GetUtcNow())
        {
            _sessions.Remove(session);
            return null;
        }

        return one;
    }

    private async Task<T> CallAsync<T>(string name, Func<T> call)
    {
        await Task.Yield();
        Calls.Enqueue(name);
        if (IsUnanswered)
        {
            throw new TimeoutException("Nobody answers.");
        }

        if (Failure is { } failure)
        {
            throw failure;
        }

        lock (_gate)
        {
            return call();
        }
    }
}
