using Fabric.Protocol.Lavalink;
using Orleans;

namespace Fabric.Abstractions.Players;

/// <summary>What the engine tells of what it plays.</summary>
/// <param name="Kind">What has happened.</param>
/// <param name="Exception">Why it failed, where it did.</param>
[GenerateSerializer, Immutable, Alias("fabric.PlayEvent")]
public sealed record PlayEvent([property: Id(0)] PlayEventKind Kind, [property: Id(1)] LavalinkException? Exception = null);
