using Fabric.Media.Tracks;

namespace Fabric.Media.Containers;

/// <summary>Makes tracks of what the probes recognise, for the sources of plain files.</summary>
internal static class ContainerTracks
{
    public static AudioTrack Make(string source, string identifier, ProbeResult.Audio audio) => new()
    {
        Title = Or(audio.Tags.Title, AudioTrack.UnknownTitle),
        Author = Or(audio.Tags.Artist, AudioTrack.UnknownAuthor),
        Length = audio.Length ?? AudioTrack.UnknownLength,
        Identifier = identifier,
        IsStream = audio.IsStream,
        Uri = identifier,
        Isrc = string.IsNullOrEmpty(audio.Tags.Isrc) ? null : audio.Tags.Isrc,
        SourceName = source,
        ProbeDescriptor = audio.Descriptor,
    };

    private static string Or(string? value, string fallback) => string.IsNullOrEmpty(value) ? fallback : value;
}
