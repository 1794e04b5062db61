using Fabric.Protocol.Lavalink;

namespace Fabric.Grains.Tests.Player;

/// <summary>Tracks for tests.</summary>
internal static class Tracks
{
    public static string Song(string name = "song", long length = 200_000, long position = 0) => Encode(name, length, position, isStream: false);

    public static string Stream(string name = "radio") => Encode(name, TrackInfo.StreamLength, position: 0, isStream: true);

    public static LoadResult Loaded(string encoded) => new LoadResult.TrackLoaded(new Track(encoded, TrackCodec.Decode(encoded).Info));

    private static string Encode(string name, long length, long position, bool isStream) => TrackCodec.Encode(EncodedTrack.OfFile(
        new TrackInfo
        {
            Identifier = $"https://files.example/{name}.mp3",
            Author = "author",
            Length = length,
            IsStream = isStream,
            Position = position,
            Title = name,
            SourceName = EncodedTrack.HttpSource,
        },
        "mp3"));

    /// <summary>The same with three bytes behind the position.</summary>
    public static string Longer(string encoded)
    {
        byte[] bytes = [.. Convert.FromBase64String(encoded), 1, 2, 3];
        bytes[3] += 3;
        return Convert.ToBase64String(bytes);
    }
}
