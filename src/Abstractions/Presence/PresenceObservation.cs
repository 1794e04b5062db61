using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Abstractions.Presence;

/// <summary>What a shard saw of one user in one guild, as raw JSON of Discord's.</summary>
[GenerateSerializer, Immutable, Alias("fabric.PresenceObservation")]
public sealed record PresenceObservation
{
    /// <summary>What was seen.</summary>
    [Id(0)]
    public required ObservationKind Kind { get; init; }

    /// <summary>In which guild.</summary>
    [Id(1)]
    public required GuildId Guild { get; init; }

    /// <summary>The user object of a member; empty where the event has none.</summary>
    [Id(2)]
    public ReadOnlyMemory<byte> User { get; init; }

    /// <summary>The presence object; empty where the event has none.</summary>
    [Id(3)]
    public ReadOnlyMemory<byte> Presence { get; init; }
}
