using System.Buffers.Binary;

namespace Fabric.Media.Containers.Mp3;

/// <summary>The header of a frame of MPEG audio, layer III.</summary>
/// <param name="IsVersion1">MPEG-1, against MPEG-2 and MPEG-2.5.</param>
/// <param name="SampleRate">Samples per second.</param>
/// <param name="BitRate">Bits per second.</param>
/// <param name="IsMono">One channel.</param>
/// <param name="FrameLength">Bytes up to the next frame, this header included.</param>
internal readonly record struct Mp3FrameHeader(bool IsVersion1, int SampleRate, int BitRate, bool IsMono, int FrameLength)
{
    public const int Size = 4;

    private static ReadOnlySpan<ushort> BitRates1 => [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];

    private static ReadOnlySpan<ushort> BitRates2 => [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

    private static ReadOnlySpan<ushort> SampleRates => [44_100, 48_000, 32_000];

    public int SamplesPerFrame => IsVersion1 ? 1152 : 576;

    /// <summary>Bytes of side information behind the header.</summary>
    public int SideInfoLength => (IsVersion1, IsMono) switch
    {
        (true, false) => 32,
        (false, true) => 9,
        _ => 17,
    };

    /// <summary>Null when no frame begins here. A frame of the free format, whose length is nowhere written, counts as none.</summary>
    public static Mp3FrameHeader? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Size)
        {
            return null;
        }

        var bits = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var version = (int)(bits >> 19) & 3;
        var layer = (int)(bits >> 17) & 3;
        var bitRate = (int)(bits >> 12) & 15;
        var sampleRate = (int)(bits >> 10) & 3;
        if (bits >> 21 != 0x7FF || version == 1 || layer != 1 || bitRate is 0 or 15 || sampleRate == 3)
        {
            return null;
        }

        var padding = (int)(bits >> 9) & 1;
        return Make(version, bitRate, sampleRate, padding, isMono: ((bits >> 6) & 3) == 3);
    }

    /// <summary>Whether both belong to the same stream.</summary>
    public bool Fits(Mp3FrameHeader other) => IsVersion1 == other.IsVersion1 && SampleRate == other.SampleRate;

    /// <summary>Versions are 3 for MPEG-1, 2 for MPEG-2 (half the rate), 0 for MPEG-2.5 (a quarter).</summary>
    private static Mp3FrameHeader Make(int version, int bitRate, int sampleRate, int padding, bool isMono)
    {
        var isVersion1 = version == 3;
        var rate = SampleRates[sampleRate] >> (version switch { 3 => 0, 2 => 1, _ => 2 });
        var bits = (isVersion1 ? BitRates1 : BitRates2)[bitRate] * 1000;
        return new Mp3FrameHeader(isVersion1, rate, bits, isMono, ((isVersion1 ? 144 : 72) * bits / rate) + padding);
    }
}
