namespace Fabric.Media.Containers.Wav;

/// <summary>RIFF/WAVE with PCM of 16, 24 or 32 bits.</summary>
internal sealed class WavProbe : IContainerProbe
{
    private const int MaxChunks = 64;

    public async ValueTask<ProbeResult?> ProbeAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var input = context.Input;
        var header = await input.ReadAsync(12, cancellationToken);
        if (!header.Span.StartsWith("RIFF"u8) || !header.Span[4..].EndsWith("WAVE"u8))
        {
            return null;
        }

        WavFormat? format = null;
        for (var count = 0; count < MaxChunks; count++)
        {
            if (WavChunk.Read((await input.ReadAsync(WavChunk.HeaderSize, cancellationToken)).Span) is not { } chunk)
            {
                break;
            }

            if (chunk.IsData && format is not null)
            {
                return new ProbeResult.Audio("wav", context.Id3, format.Value.LengthOf(DataLength(chunk, input)));
            }

            var next = input.Position + chunk.PaddedLength;
            format = chunk.IsFormat ? WavFormat.Read((await input.PeekAsync(WavFormat.MaxSize, cancellationToken)).Span) : format;
            input.Seek(next);
        }

        throw ProbeResult.Unusable("The WAV file contains no audio.");
    }

    /// <summary>Who writes to a pipe does not know the length beforehand, and writes 0 or the greatest there is.</summary>
    private static long DataLength(WavChunk chunk, ByteReader input)
    {
        var rest = input.Length - input.Position;
        return chunk.Length is 0 or uint.MaxValue ? rest ?? 0 : chunk.Length;
    }
}
