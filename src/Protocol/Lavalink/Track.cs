using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>A track as clients see it (lavalink.md §1.4).</summary>
/// <param name="Encoded">What clients store and send back: <see cref="TrackCodec" />.</param>
/// <param name="Info">What is known of it.</param>
/// <param name="PluginInfo">An object of the source's.</param>
/// <param name="UserData">An object of the client's.</param>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.Track")]
public sealed record Track(
    [property: Id(0)] string Encoded,
    [property: Id(1)] TrackInfo Info,
    [property: Id(2)] RawJson PluginInfo = default,
    [property: Id(3)] RawJson UserData = default);
