namespace Fabric.Protocol.Lavalink;

/// <summary>Tells how the server fares (lavalink.md §1.4).</summary>
/// <param name="Stats">How it fares.</param>
public readonly record struct StatsMessage(Stats Stats);
