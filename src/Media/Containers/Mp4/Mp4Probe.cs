namespace Fabric.Media.Containers.Mp4;

/// <summary>AAC in MP4, plain or in fragments. The index may stand in front of the samples or behind them.</summary>
internal sealed class Mp4Probe : IContainerProbe
{
    public async ValueTask<ProbeResult?> ProbeAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var input = context.Input;
        if (!(await input.PeekAsync(8, cancellationToken)).Span.EndsWith("ftyp"u8))
        {
            return null;
        }

        await foreach (var box in Mp4Box.ReadAllAsync(input, input.Length ?? long.MaxValue, cancellationToken))
        {
            if (box.Is("moov"u8))
            {
                var movie = await Mp4Movie.ReadAsync(input, box, cancellationToken);
                input.Seek(box.End);
                return await ReadAudioAsync(context, movie, cancellationToken);
            }
        }

        throw NoAudio();
    }

    private static async ValueTask<ProbeResult> ReadAudioAsync(ProbeContext context, Mp4Movie movie, CancellationToken cancellationToken)
    {
        var track = movie.Audio ?? throw NoAudio();
        var length = movie.Length ?? await new Mp4Fragments(context.Input, movie, track).FindLengthAsync(cancellationToken);
        return new ProbeResult.Audio("mp4", movie.Tags.Or(context.Id3), length);
    }

    private static Fabric.Media.Tracks.TrackLoadException NoAudio() => ProbeResult.Unusable("No supported audio format in the MP4 file.");
}
