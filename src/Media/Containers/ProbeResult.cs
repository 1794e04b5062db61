using Fabric.Media.Containers.Tags;
using Fabric.Media.Tracks;

namespace Fabric.Media.Containers;

/// <summary>What a probe recognised.</summary>
internal abstract record ProbeResult
{
    private ProbeResult()
    {
    }

    /// <summary>Something that can be played.</summary>
    /// <param name="Descriptor">The probe's name, or <c>name|parameters</c>.</param>
    /// <param name="Tags">What the file says of itself.</param>
    /// <param name="Length">In milliseconds; null when it cannot be told.</param>
    public sealed record Audio(string Descriptor, AudioTags Tags, long? Length) : ProbeResult
    {
        /// <summary>What has no known length is a stream, unless the probe knows better.</summary>
        public bool IsStream { get; init; } = Length is null;
    }

    /// <summary>A list that names the track.</summary>
    /// <param name="Link">An absolute address.</param>
    /// <param name="Title">The list's title for it.</param>
    public sealed record Reference(string Link, string? Title) : ProbeResult;

    /// <summary>The failure of a file whose container is known and whose content is of no use.</summary>
    public static TrackLoadException Unusable(string message) => new(message, LoadSeverity.Common);
}
