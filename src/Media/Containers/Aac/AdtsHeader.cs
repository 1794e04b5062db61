using System.Runtime.InteropServices;

namespace Fabric.Media.Containers.Aac;

/// <summary>The header of a frame of AAC in ADTS.</summary>
/// <param name="Kind">The fields that stay the same within a stream: version, profile, sample rate.</param>
/// <param name="FrameLength">Bytes up to the next frame, this header included.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AdtsHeader(int Kind, int FrameLength)
{
    public const int Size = 7;

    private const int SampleRates = 13;

    /// <summary>Null when no frame begins here.</summary>
    public static AdtsHeader? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Size || bytes[0] != 0xFF || (bytes[1] & 0xF6) != 0xF0 || ((bytes[2] >> 2) & 15) >= SampleRates)
        {
            return null;
        }

        var length = ((bytes[3] & 3) << 11) | (bytes[4] << 3) | (bytes[5] >> 5);
        return length <= Size ? null : new AdtsHeader(((bytes[1] & 0xF8) << 8) | (bytes[2] & 0xFC), length);
    }
}
