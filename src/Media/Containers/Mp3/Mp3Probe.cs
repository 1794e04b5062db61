namespace Fabric.Media.Containers.Mp3;

/// <summary>MPEG audio, layer III, with or without tags in front.</summary>
internal sealed class Mp3Probe : IContainerProbe
{
    /// <summary>What of the first frame is looked at.</summary>
    private const int FirstFrameSize = 64;

    public bool Suits(ProbeHints hints) => hints.Names("audio/mpeg", "mp3");

    public async ValueTask<ProbeResult?> ProbeAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var input = context.Input;
        if (await FrameScanner.FindAsync<Mp3FrameHeader>(input, Read, cancellationToken) is not { } header)
        {
            return null;
        }

        var frame = await input.PeekAsync(FirstFrameSize, cancellationToken);
        var length = VbrHeader.FrameCount(frame.Span, header) is { } count and > 0
            ? Duration.Of((ulong)count * (ulong)header.SamplesPerFrame, (ulong)header.SampleRate)
            : EstimateLength(input, header);
        return new ProbeResult.Audio("mp3", context.Id3, length);
    }

    private static (Mp3FrameHeader Frame, int Length)? Read(ReadOnlySpan<byte> bytes, Mp3FrameHeader? like) =>
        Mp3FrameHeader.Read(bytes) is { } header && like?.Fits(header) != false ? (header, header.FrameLength) : null;

    /// <summary>As if all of the file were frames of this one's bit rate.</summary>
    private static long? EstimateLength(ByteReader input, Mp3FrameHeader header) =>
        input.Length - input.Position is > 0 and var bytes ? Duration.Of((ulong)bytes * 8, (ulong)header.BitRate) : null;
}
