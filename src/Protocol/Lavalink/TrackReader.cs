using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Fabric.Protocol.Lavalink;

/// <summary>Reads a track's fields from the front of its bytes. What is not there is a <see cref="TrackDecodeException" />.</summary>
internal ref struct TrackReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>What was not read yet.</summary>
    public ReadOnlySpan<byte> Rest { get; private set; } = bytes;

    public static bool TryReadUtf(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (!BinaryPrimitives.TryReadUInt16BigEndian(bytes, out var length) || bytes.Length - sizeof(ushort) < length)
        {
            return false;
        }

        text = ModifiedUtf8.Decode(bytes.Slice(sizeof(ushort), length));
        return text is not null;
    }

    public ReadOnlySpan<byte> Take(int length)
    {
        if (length > Rest.Length || length < 0)
        {
            throw new TrackDecodeException(TrackDecodeException.Mismatch);
        }

        var taken = Rest[..length];
        Rest = Rest[length..];
        return taken;
    }

    public byte ReadByte() => Take(1)[0];

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(sizeof(uint)));

    public long ReadInt64() => BinaryPrimitives.ReadInt64BigEndian(Take(sizeof(long)));

    public string ReadUtf()
    {
        var length = BinaryPrimitives.ReadUInt16BigEndian(Take(sizeof(ushort)));
        return ModifiedUtf8.Decode(Take(length)) ?? throw new TrackDecodeException(TrackDecodeException.Mismatch);
    }

    public string? ReadNullableUtf() => ReadByte() == 0 ? null : ReadUtf();
}
