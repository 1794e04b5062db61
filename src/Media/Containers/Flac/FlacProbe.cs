using Fabric.Media.Containers.Tags;

namespace Fabric.Media.Containers.Flac;

/// <summary>Native FLAC.</summary>
internal sealed class FlacProbe : IContainerProbe
{
    private const int MaxBlocks = 128;

    public async ValueTask<ProbeResult?> ProbeAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var input = context.Input;
        if (!(await input.ReadAsync(4, cancellationToken)).Span.SequenceEqual("fLaC"u8))
        {
            return null;
        }

        FlacStreamInfo? info = null;
        var tags = AudioTags.None;
        for (var count = 0; count < MaxBlocks; count++)
        {
            if (FlacBlock.Read((await input.ReadAsync(FlacBlock.HeaderSize, cancellationToken)).Span) is not { } block)
            {
                break;
            }

            var next = input.Position + block.Length;
            if (block.IsStreamInfo)
            {
                info = FlacStreamInfo.Read((await input.PeekAsync(FlacStreamInfo.Size, cancellationToken)).Span);
            }
            else if (block.IsComments)
            {
                tags = await VorbisComments.ReadAsync(input, next, cancellationToken);
            }

            input.Seek(next);
            if (block.IsLast)
            {
                break;
            }
        }

        return info is null
            ? throw ProbeResult.Unusable("The FLAC file has no stream info.")
            : new ProbeResult.Audio("flac", tags.Or(context.Id3), info.Value.Length);
    }
}
