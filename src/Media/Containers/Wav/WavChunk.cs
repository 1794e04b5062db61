using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Fabric.Media.Containers.Wav;

/// <summary>The header of a RIFF chunk.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WavChunk(uint Id, uint Length)
{
    public const int HeaderSize = 8;

    private static readonly uint Format = BinaryPrimitives.ReadUInt32LittleEndian("fmt "u8);
    private static readonly uint Data = BinaryPrimitives.ReadUInt32LittleEndian("data"u8);

    public bool IsFormat => Id == Format;

    public bool IsData => Id == Data;

    /// <summary>Chunks begin at even positions.</summary>
    public long PaddedLength => Length + (long)(Length & 1);

    public static WavChunk? Read(ReadOnlySpan<byte> bytes) => bytes.Length < HeaderSize
        ? null
        : new WavChunk(BinaryPrimitives.ReadUInt32LittleEndian(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]));
}
