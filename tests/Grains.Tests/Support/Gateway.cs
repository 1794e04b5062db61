using System.Collections.Concurrent;
using System.Text.Json;
using Fabric.Abstractions.Edge;
using Fabric.Abstractions.Ids;
using Fabric.Testing;
using Orleans.Streams;

namespace Fabric.Grains.Tests.Support;

/// <summary>The gateway's end of its stream: remembers what it was told.</summary>
internal sealed class Gateway
{
    private readonly ConcurrentQueue<EdgeEvent> _heard = new();

    public GatewayId Id { get; } = new(Guid.NewGuid().ToString());

    public IReadOnlyList<EdgeEvent> Heard => [.. _heard];

    public IReadOnlyList<PresenceChanged> Changes => [.. _heard.OfType<PresenceChanged>()];

    /// <summary>The versions of what was told of one user, ends included, in the order of telling.</summary>
    public IReadOnlyList<long> VersionsOf(UserId user) => [.. _heard.Where(news => UserOf(news) == user).Select(VersionOf)];

    /// <summary>The statuses that were told of one user; null for the end.</summary>
    public IReadOnlyList<string?> StatusesOf(UserId user) => [.. _heard.Where(news => UserOf(news) == user).Select(StatusOf)];

    public Task TakeAsync(EdgeEvent news, StreamSequenceToken? token)
    {
        _heard.Enqueue(news);
        return Task.CompletedTask;
    }

    /// <summary>Waits for news of one user, and finds it to be this and no other: the last must be caused last.</summary>
    public async Task HeardOfAsync(UserId user, params string?[] statuses)
    {
        await Eventually.TrueAsync(() => StatusesOf(user).Count >= statuses.Length, $"{statuses.Length} pieces of news", lastSeen: () => string.Join(", ", StatusesOf(user)));
        StatusesOf(user).ShouldBe(statuses);
    }

    private static UserId UserOf(EdgeEvent news) => news switch
    {
        PresenceChanged changed => changed.Snapshot.User,
        PresenceEnded ended => ended.User,
        _ => throw new ArgumentOutOfRangeException(nameof(news), news, null),
    };

    private static long VersionOf(EdgeEvent news) => news is PresenceChanged changed ? changed.Snapshot.Version : ((PresenceEnded)news).Version;

    private static string? StatusOf(EdgeEvent news)
    {
        if (news is not PresenceChanged changed)
        {
            return null;
        }

        using var json = JsonDocument.Parse(changed.Snapshot.Json);
        return json.RootElement.GetProperty("discord_status").GetString();
    }
}
