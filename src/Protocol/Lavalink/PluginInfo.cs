namespace Fabric.Protocol.Lavalink;

/// <summary>A plugin of the server (lavalink.md §2.3).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
public sealed record PluginInfo(string Name, string Version);
