using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Fabric.Media.Containers.Wav;

/// <summary>The chunk <c>fmt </c>.</summary>
/// <param name="FrameSize">Bytes of one sample of every channel.</param>
/// <param name="SampleRate">Frames per second.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WavFormat(int FrameSize, uint SampleRate)
{
    /// <summary>With the extension.</summary>
    public const int MaxSize = 40;

    private const int MinSize = 16;
    private const int Pcm = 1;
    private const int Extensible = 0xFFFE;
    private const int MaxChannels = 16;

    /// <summary>Reads it.</summary>
    /// <exception cref="Fabric.Media.Tracks.TrackLoadException">It is not PCM of 16, 24 or 32 bits and 1 to 16 channels.</exception>
    public static WavFormat Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < MinSize)
        {
            throw ProbeResult.Unusable("The WAV file ends within its header.");
        }

        var code = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        var channels = BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(bytes[14..]);
        if (code == Extensible && bytes.Length >= MaxSize)
        {
            code = BinaryPrimitives.ReadUInt16LittleEndian(bytes[24..]);
        }

        if (code != Pcm || bits is not (16 or 24 or 32) || channels is 0 or > MaxChannels || rate == 0)
        {
            throw ProbeResult.Unusable("The WAV file does not contain PCM of 16, 24 or 32 bits.");
        }

        return new WavFormat(channels * bits / 8, rate);
    }

    public long? LengthOf(long bytes) => bytes <= 0 ? null : Duration.Of((ulong)(bytes / FrameSize), SampleRate);
}
