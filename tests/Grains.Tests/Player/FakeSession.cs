using System.Collections.Concurrent;
using System.Text.Json;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Sessions;
using Fabric.Protocol.Lavalink;

namespace Fabric.Grains.Tests.Player;

/// <summary>A session that remembers what its players tell, and answers as a test says.</summary>
internal sealed class FakeSession : ISessionGrain
{
    private readonly ConcurrentQueue<PlayerReport> _reports = new();
    private readonly ConcurrentQueue<string> _calls = new();
    private int _failures;

    public UserId User { get; } = new(77);

    /// <summary>Whether it has a socket.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>Whether it takes reports.</summary>
    public bool IsGone { get; set; }

    public ConcurrentDictionary<GuildId, bool> Players { get; } = new();

    public IReadOnlyList<PlayerReport> Reports => [.. _reports];

    /// <summary>What was told, in words: events by type and reason, playerUpdates by position and connection; and calls.</summary>
    public IReadOnlyList<string> Told => [.. _calls];

    /// <summary>The events among them.</summary>
    public IReadOnlyList<string> Events => [.. _calls.Where(static told => !told.StartsWith("update", StringComparison.Ordinal))];

    /// <summary>The next reports fail, after they were taken.</summary>
    public void FailNext(int count) => Volatile.Write(ref _failures, count);

    public Task<UserId?> AddPlayerAsync(GuildId guild)
    {
        if (!IsOpen)
        {
            return Task.FromResult<UserId?>(null);
        }

        Players[guild] = true;
        return Task.FromResult<UserId?>(User);
    }

    public Task RemovePlayerAsync(GuildId guild)
    {
        Players.TryRemove(guild, out _);
        _calls.Enqueue("removed");
        return Task.CompletedTask;
    }

    public Task<GuildId[]?> GetPlayersAsync() => Task.FromResult(IsOpen ? Players.Keys.ToArray() : null);

    public async Task<bool> ReportAsync(GuildId guild, PlayerReport report)
    {
        await Task.Yield();
        _reports.Enqueue(report);
        if (Interlocked.Decrement(ref _failures) >= 0)
        {
            throw new TimeoutException("The session's silo was lost.");
        }

        foreach (var message in IsGone ? [] : report.Messages)
        {
            _calls.Enqueue(Describe(message));
        }

        return !IsGone;
    }

    public Task OpenAsync(SessionOpening opening) => throw new NotSupportedException();

    public Task<SessionResumption?> ResumeAsync(SessionOpening opening) => throw new NotSupportedException();

    public Task<SessionBacklog?> ReadAsync(SocketId socket, long after) => throw new NotSupportedException();

    public Task AcknowledgeAsync(SocketId socket, long number) => throw new NotSupportedException();

    public Task CloseAsync(SocketId socket, long sent, bool gatewayEnds) => throw new NotSupportedException();

    public Task<SessionInfo?> UpdateAsync(SessionUpdate update) => throw new NotSupportedException();

    public Task ReviveAsync() => throw new NotSupportedException();

    private static string Describe(PlayerMessage message)
    {
        using var json = JsonDocument.Parse(message.Json);
        var root = json.RootElement;
        if (!message.IsEvent)
        {
            var state = root.GetProperty("state");
            return $"update {state.GetProperty("position")} {state.GetProperty("connected")} {state.GetProperty("ping")}";
        }

        var reason = root.TryGetProperty("reason", out var given) ? $" {given}" : "";
        var code = root.TryGetProperty("code", out var number) ? $" {number}" : "";
        var position = root.TryGetProperty("track", out var track) ? $" at {track.GetProperty("info").GetProperty("position")}" : "";
        return root.GetProperty("type").GetString() + code + reason + position;
    }
}
