using System.Buffers;
using Fabric.Edge.Lavalink.Cluster;
using Fabric.Edge.Lavalink.Rest;
using Fabric.Protocol.Lavalink;
using Microsoft.AspNetCore.Http;

namespace Fabric.Edge.Lavalink;

/// <summary>Serves what is about tracks: looking them up, and reading encoded ones (lavalink.md §2.2, §7.1).</summary>
internal sealed class LavalinkTrackFrontEnd(ILavalinkCluster cluster)
{
    private const string NoIdentifier = "Required parameter 'identifier' is not present.";
    private const string NoTrack = "No track to decode provided";
    private const string NoTracks = "No tracks to decode provided";

    /// <summary>GET <c>/v4/loadtracks</c>: 200 whatever it comes to.</summary>
    public async Task<LavalinkAnswer> LoadAsync(LavalinkRequest request)
    {
        if (request.Query("identifier") is not { } identifier)
        {
            return LavalinkAnswer.OfError(StatusCodes.Status400BadRequest, NoIdentifier);
        }

        var json = new ArrayBufferWriter<byte>();
        LavalinkWriter.Write(json, await cluster.LoadAsync(identifier));
        return LavalinkAnswer.Of(json.WrittenMemory);
    }

    /// <summary>GET <c>/v4/decodetrack</c>.</summary>
    public static LavalinkAnswer Decode(LavalinkRequest request)
    {
        if ((request.Query("encodedTrack") ?? request.Query("track")) is not { } encoded)
        {
            return LavalinkAnswer.OfError(StatusCodes.Status400BadRequest, NoTrack);
        }

        var json = new ArrayBufferWriter<byte>();
        LavalinkWriter.Write(json, Decode(encoded));
        return LavalinkAnswer.Of(json.WrittenMemory);
    }

    /// <summary>POST <c>/v4/decodetracks</c>: all or none.</summary>
    public static async Task<LavalinkAnswer> DecodeAllAsync(LavalinkRequest request)
    {
        if (await request.ReadBodyAsync() is { } refusal)
        {
            return refusal;
        }

        var encoded = LavalinkReader.ReadEncodedTracks(request.Body.Span);
        if (encoded.IsEmpty)
        {
            return LavalinkAnswer.OfError(StatusCodes.Status400BadRequest, NoTracks);
        }

        var json = new ArrayBufferWriter<byte>();
        LavalinkWriter.Write(json, (IReadOnlyList<Track>)[.. encoded.Select(Decode)]);
        return LavalinkAnswer.Of(json.WrittenMemory);
    }

    /// <summary>The track, its string as it came, but for what an unescaped query made of '+' (lavalink.md §2.4).</summary>
    private static Track Decode(string encoded)
    {
        var track = TrackCodec.Decode(encoded);
        return new Track(encoded.Replace(' ', '+'), track.Info, track.PluginInfo);
    }
}
