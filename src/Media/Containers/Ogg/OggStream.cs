using System.Buffers.Binary;
using Fabric.Media.Containers.Flac;

namespace Fabric.Media.Containers.Ogg;

/// <summary>What the first packet of a stream says.</summary>
/// <param name="CommentsPrefix">Bytes in front of the comments in the second packet.</param>
/// <param name="Rate">Granules per second.</param>
/// <param name="Skipped">Granules at the beginning that are not heard.</param>
internal sealed record OggStream(int CommentsPrefix, uint Rate, int Skipped)
{
    /// <summary>What of the first packet is looked at.</summary>
    public const int FirstPacketSize = FlacInfoOffset + FlacStreamInfo.Size;

    private const int FlacInfoOffset = 17;

    /// <summary>Null when the stream is of another codec.</summary>
    public static OggStream? Read(ReadOnlySpan<byte> packet)
    {
        if (packet.Length >= 30 && packet.StartsWith("\u0001vorbis"u8))
        {
            return new OggStream(7, BinaryPrimitives.ReadUInt32LittleEndian(packet[12..]), 0);
        }

        if (packet.Length >= 19 && packet.StartsWith("OpusHead"u8))
        {
            return new OggStream(8, 48_000, BinaryPrimitives.ReadUInt16LittleEndian(packet[10..]));
        }

        if (packet.Length >= FirstPacketSize && packet.StartsWith("\u007FFLAC"u8))
        {
            return FlacStreamInfo.Read(packet[FlacInfoOffset..]) is { } info ? new OggStream(FlacBlock.HeaderSize, info.SampleRate, 0) : null;
        }

        return null;
    }

    /// <summary>In milliseconds, by the granule of the last page.</summary>
    public long? LengthAt(long granule) => granule <= Skipped ? null : Duration.Of((ulong)(granule - Skipped), Rate);
}
