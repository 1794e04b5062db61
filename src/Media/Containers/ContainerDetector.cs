using Fabric.Media.Containers.Aac;
using Fabric.Media.Containers.Flac;
using Fabric.Media.Containers.Matroska;
using Fabric.Media.Containers.Mp3;
using Fabric.Media.Containers.Mp4;
using Fabric.Media.Containers.Ogg;
using Fabric.Media.Containers.Playlists;
using Fabric.Media.Containers.Tags;
using Fabric.Media.Containers.Wav;

namespace Fabric.Media.Containers;

/// <summary>Finds out what a file is (lavalink.md §7.4, §7.5).</summary>
internal static class ContainerDetector
{
    /// <summary>How much is read of a file, at most. The index of an mp4 of some hours has a few megabytes.</summary>
    public const long DefaultBudget = 8 * 1024 * 1024;

    /// <summary>More tags than this in a row are not looked over.</summary>
    private const int MaxId3Tags = 4;

    /// <summary>In the order in which they are asked.</summary>
    private static readonly IContainerProbe[] Probes =
    [
        new WavProbe(),
        new MatroskaProbe(),
        new Mp4Probe(),
        new FlacProbe(),
        new OggProbe(),
        new M3uProbe(),
        new PlsProbe(),
        new PlainListProbe(),
        new Mp3Probe(),
        new AdtsProbe(),
        new MpegTsProbe(),
    ];

    /// <summary>Asks the probes. Null when none knows the file.</summary>
    /// <exception cref="Fabric.Media.Tracks.TrackLoadException">The file is of a known kind, but its content is of no use.</exception>
    /// <exception cref="IOException">The source failed.</exception>
    public static async ValueTask<ProbeResult?> DetectAsync(
        IByteSource source, ProbeHints hints, CancellationToken cancellationToken, long budget = DefaultBudget)
    {
        var input = new ByteReader(source, budget);
        var context = new ProbeContext(input, hints, await ReadId3Async(input, cancellationToken));
        foreach (var probe in Probes.OrderByDescending(probe => probe.Suits(hints)))
        {
            if (await probe.ProbeAsync(context, cancellationToken) is { } result)
            {
                return result;
            }

            if (!input.TryRewind())
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Tags in front belong to no container, and may be far longer than what can be read twice.</summary>
    private static async ValueTask<AudioTags> ReadId3Async(ByteReader input, CancellationToken cancellationToken)
    {
        var tags = AudioTags.None;
        for (var count = 0; count < MaxId3Tags && await Id3Tag.ReadAsync(input, cancellationToken) is { } more; count++)
        {
            tags = tags.Or(more);
            input.SetOrigin();
        }

        return tags;
    }
}
