using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>A string is no encoded track. The message is for clients (lavalink.md §2.4).</summary>
[GenerateSerializer, Alias("fabric.lavalink.TrackDecodeException")]
public sealed class TrackDecodeException(string message) : Exception(message)
{
    /// <summary>What clients are told of bytes that are no track.</summary>
    public const string Mismatch = "Failed to decode track due to a mismatching version or missing source manager";
}
