using System.Buffers;
using System.Text.Json;
using Fabric.Protocol.Json;
using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>What an encoded string says of a track (lavalink.md §5.2).</summary>
/// <param name="Info">What all sources tell.</param>
/// <param name="SourceDetails">
/// What the source alone understands (lavalink.md §5.3), kept byte for byte, so that tracks of unknown sources can be encoded again.
/// </param>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.EncodedTrack")]
public sealed record EncodedTrack([property: Id(0)] TrackInfo Info, [property: Id(1)] ReadOnlyMemory<byte> SourceDetails = default)
{
    /// <summary>Files over HTTP.</summary>
    public const string HttpSource = "http";

    /// <summary>Files of the server.</summary>
    public const string LocalSource = "local";

    /// <summary>
    /// Which container a file is in, as <c>name</c> or <c>name|parameters</c>: <c>mp3</c>, <c>m3u|hls-outer</c>. Null for other sources
    /// than http and local.
    /// </summary>
    public string? ProbeDescriptor => IsFile(Info.SourceName) && TrackReader.TryReadUtf(SourceDetails.Span, out var descriptor) ? descriptor : null;

    /// <summary>What the track's pluginInfo is: an object that tells the probe descriptor of files, an empty one for others.</summary>
    public RawJson PluginInfo => ProbeDescriptor is { } descriptor ? ProbeInfo(descriptor) : default;

    /// <summary>A file over HTTP or of the server.</summary>
    public static EncodedTrack OfFile(TrackInfo info, string probeDescriptor)
    {
        var details = new TrackWriter();
        details.WriteUtf(probeDescriptor);
        return new EncodedTrack(info, details.Written.ToArray());
    }

    internal static bool IsFile(string sourceName) => sourceName is HttpSource or LocalSource;

    private static RawJson ProbeInfo(string descriptor)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            JsonText.WriteString(json, "probeInfo"u8, descriptor);
            json.WriteEndObject();
        }

        return new RawJson(buffer.WrittenMemory);
    }
}
