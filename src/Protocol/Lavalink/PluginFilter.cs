using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>A filter of a plugin.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Settings">Any JSON.</param>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.PluginFilter")]
public sealed record PluginFilter([property: Id(0)] string Name, [property: Id(1)] RawJson Settings);
