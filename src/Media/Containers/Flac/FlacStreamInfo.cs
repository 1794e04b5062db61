using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Fabric.Media.Containers.Flac;

/// <summary>The block STREAMINFO.</summary>
/// <param name="SampleRate">Samples per second.</param>
/// <param name="Samples">How many there are, 0 when unknown.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FlacStreamInfo(uint SampleRate, ulong Samples)
{
    public const int Size = 34;

    /// <summary>In milliseconds; null when unknown.</summary>
    public long? Length => Duration.Of(Samples, SampleRate);

    /// <summary>20 bits of rate, 8 of format, 36 of length, from byte 10 on.</summary>
    public static FlacStreamInfo? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Size)
        {
            return null;
        }

        var packed = BinaryPrimitives.ReadUInt64BigEndian(bytes[10..]);
        var rate = (uint)(packed >> 44);
        return rate == 0 ? null : new FlacStreamInfo(rate, packed & 0xF_FFFF_FFFF);
    }
}
