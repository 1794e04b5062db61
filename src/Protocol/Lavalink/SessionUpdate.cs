using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>A request to change a session: the body of its PATCH (lavalink.md §2.3). What is absent stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.SessionUpdate")]
public sealed record SessionUpdate
{
    /// <summary>Whether the session outlives its socket.</summary>
    [Id(0)]
    public Optional<bool> Resuming { get; init; }

    /// <summary>For how long, in seconds.</summary>
    [Id(1)]
    public Optional<long> Timeout { get; init; }
}
