namespace Fabric.Media.Containers.Flac;

/// <summary>The header of a FLAC metadata block.</summary>
internal readonly record struct FlacBlock(int Type, bool IsLast, int Length)
{
    public const int HeaderSize = 4;

    public bool IsStreamInfo => Type == 0;

    public bool IsComments => Type == 4;

    public static FlacBlock? Read(ReadOnlySpan<byte> bytes) => bytes.Length < HeaderSize
        ? null
        : new FlacBlock(bytes[0] & 0x7F, (bytes[0] & 0x80) != 0, (bytes[1] << 16) | (bytes[2] << 8) | bytes[3]);
}
