namespace Fabric.Media.Containers;

/// <summary>Knows one kind of file.</summary>
internal interface IContainerProbe
{
    /// <summary>Whether the hints name this kind of file: then it is asked first.</summary>
    bool Suits(ProbeHints hints) => false;

    /// <summary>
    /// Looks at a file from its beginning. Null when it is of another kind: then nothing beyond the first
    /// <see cref="ByteReader.WindowSize"/> bytes may have been read.
    /// </summary>
    /// <exception cref="Fabric.Media.Tracks.TrackLoadException">It is of this kind, but its content is of no use.</exception>
    ValueTask<ProbeResult?> ProbeAsync(ProbeContext context, CancellationToken cancellationToken);
}
