namespace Fabric.Media.Containers.Aac;

/// <summary>AAC in ADTS. Nothing tells its length, so that it is always a stream (lavalink.md §7.5).</summary>
internal sealed class AdtsProbe : IContainerProbe
{
    public bool Suits(ProbeHints hints) => hints.Names("audio/aac", "aac");

    public async ValueTask<ProbeResult?> ProbeAsync(ProbeContext context, CancellationToken cancellationToken) =>
        await FrameScanner.FindAsync<AdtsHeader>(context.Input, Read, cancellationToken) is null
            ? null
            : new ProbeResult.Audio("adts", context.Id3, null);

    private static (AdtsHeader Frame, int Length)? Read(ReadOnlySpan<byte> bytes, AdtsHeader? like) =>
        AdtsHeader.Read(bytes) is { } header && (like is null || like.Value.Kind == header.Kind) ? (header, header.FrameLength) : null;
}
