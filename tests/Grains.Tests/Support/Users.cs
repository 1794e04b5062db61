using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using static Fabric.Grains.Tests.Json;

namespace Fabric.Grains.Tests.Support;

/// <summary>Users that no other test uses, and what shards may see of them.</summary>
internal static class Users
{
    private static long _last = 1_000_000_000_000;

    public static UserId Next() => new((ulong)Interlocked.Increment(ref _last));

    public static string RecordOf(UserId user) => $"presence/{user}";

    public static string IndexRecordOf(UserId user) => $"presence-index/{PresenceIndexKey.Of(user)}";

    public static PresenceObservation Listed(UserId user, string? status = "online", ulong guild = 1, string name = "user") => new()
    {
        Kind = ObservationKind.Listed,
        Guild = new GuildId(guild),
        User = Utf8($$"""{"id":"{{user}}","username":"{{name}}"}"""),
        Presence = status is null ? default : Presence(user, status),
    };

    public static PresenceObservation Shows(UserId user, string status) =>
        new() { Kind = ObservationKind.PresenceChanged, Guild = new GuildId(1), Presence = Presence(user, status) };

    public static PresenceObservation Left(ulong guild = 1) => new() { Kind = ObservationKind.Left, Guild = new GuildId(guild) };

    private static ReadOnlyMemory<byte> Presence(UserId user, string status) =>
        Utf8($$"""{"user":{"id":"{{user}}"},"status":"{{status}}","activities":[{"name":"{{status}}"}],"client_status":{"web":"{{status}}"} }""");
}
