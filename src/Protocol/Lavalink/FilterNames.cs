namespace Fabric.Protocol.Lavalink;

/// <summary>The names of the filters (lavalink.md §2.3, §6.1).</summary>
public static class FilterNames
{
    /// <summary>The ten, in the order in which players and the server's information list them.</summary>
    public static IReadOnlyList<string> All { get; } = Array.AsReadOnly<string>(
        ["volume", "equalizer", "karaoke", "timescale", "tremolo", "vibrato", "distortion", "rotation", "channelMix", "lowPass"]);
}
