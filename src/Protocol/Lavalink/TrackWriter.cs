using System.Buffers;
using System.Buffers.Binary;

namespace Fabric.Protocol.Lavalink;

/// <summary>Collects a track's fields.</summary>
internal sealed class TrackWriter
{
    private const int UsualLength = 512;
    private const int LongestCharacter = 3;

    private readonly ArrayBufferWriter<byte> _buffer = new(UsualLength);

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public void WriteByte(byte value) => _buffer.Write([value]);

    public void WriteInt64(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_buffer.GetSpan(sizeof(long)), value);
        _buffer.Advance(sizeof(long));
    }

    public void WriteBytes(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);

    /// <summary>A text that is too long for its 16-bit length is cut behind a whole character.</summary>
    public void WriteUtf(string text)
    {
        var room = (int)Math.Min((long)LongestCharacter * text.Length, ushort.MaxValue);
        var target = _buffer.GetSpan(sizeof(ushort) + room);
        var length = ModifiedUtf8.Encode(text, target.Slice(sizeof(ushort), room));
        BinaryPrimitives.WriteUInt16BigEndian(target, (ushort)length);
        _buffer.Advance(sizeof(ushort) + length);
    }

    public void WriteNullableUtf(string? text)
    {
        WriteByte(text is null ? (byte)0 : (byte)1);
        if (text is not null)
        {
            WriteUtf(text);
        }
    }
}
