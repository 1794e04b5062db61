using Fabric.Protocol.Lavalink;

namespace Fabric.Bench.Lavalink;

/// <summary>Tracks to be played, encoded. None of them is fetched from anywhere.</summary>
internal static class Tracks
{
    /// <summary>One without an end, so that it plays for as long as a measurement takes.</summary>
    public static string Endless { get; } = Encode(TrackInfo.StreamLength);

    /// <summary>One that ends after so many milliseconds.</summary>
    public static string OfLength(long milliseconds) => Encode(milliseconds);

    /// <summary>The body that has a player play a track.</summary>
    /// <param name="encoded">The track.</param>
    /// <param name="userData">An object to go with it.</param>
    public static string Request(string encoded, string userData = "{}") =>
        $"{{\"track\":{{\"encoded\":\"{encoded}\",\"userData\":{userData}}}}}";

    private static string Encode(long length) => TrackCodec.Encode(EncodedTrack.OfFile(
        new TrackInfo
        {
            Identifier = "https://example.com/audio",
            Uri = "https://example.com/audio",
            Author = "Unknown artist",
            Title = "A track with a name of usual length",
            Length = length,
            IsStream = length == TrackInfo.StreamLength,
            SourceName = EncodedTrack.HttpSource,
        },
        "mp3"));
}
