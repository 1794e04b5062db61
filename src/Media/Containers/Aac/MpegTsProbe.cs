using Fabric.Media.Containers.Tags;

namespace Fabric.Media.Containers.Aac;

/// <summary>An MPEG transport stream that carries AAC in ADTS. Always a stream (lavalink.md §7.5).</summary>
internal sealed class MpegTsProbe : IContainerProbe
{
    /// <summary>So many packets in a row make a transport stream.</summary>
    private const int PacketsInARow = 3;

    /// <summary>Behind the table that names the streams, that of the service is waited for this long.</summary>
    private const int MaxPackets = (ByteReader.WindowSize / TsPacket.Size) - 1;

    public bool Suits(ProbeHints hints) => hints.NamesExtension("ts");

    public async ValueTask<ProbeResult?> ProbeAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var input = context.Input;
        var bytes = await input.PeekAsync(TsPacket.Size * (PacketsInARow + 1), cancellationToken);
        if (FirstPacket(bytes.Span) is not { } start)
        {
            return null;
        }

        input.Skip(start);
        var tables = new TsTables();
        for (var count = 0; count < MaxPackets && (tables.HasAdts is null || tables.Service is null); count++)
        {
            var packet = await input.ReadAsync(TsPacket.Size, cancellationToken);
            if (!TsPacket.IsAt(packet.Span))
            {
                break;
            }

            tables.Take(TsPacket.Read(packet.Span));
        }

        return tables.HasAdts == true
            ? new ProbeResult.Audio("mpegts-adts", (tables.Service ?? AudioTags.None).Or(context.Id3), null)
            : null;
    }

    private static int? FirstPacket(ReadOnlySpan<byte> bytes)
    {
        for (var start = 0; start < TsPacket.Size; start++)
        {
            if (IsRow(bytes, start))
            {
                return start;
            }
        }

        return null;
    }

    private static bool IsRow(ReadOnlySpan<byte> bytes, int start)
    {
        for (var packet = 0; packet < PacketsInARow; packet++)
        {
            var at = start + (packet * TsPacket.Size);
            if (at >= bytes.Length || !TsPacket.IsAt(bytes[at..]))
            {
                return false;
            }
        }

        return true;
    }
}
