using System.Buffers;
using System.Buffers.Binary;
using System.ComponentModel;
using System.Text;

namespace Orleans.StandIn;

/// <summary>A growing buffer that messages are written into. Not thread-safe; reused through <see cref="Rent" />.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MessageWriter : IDisposable
{
    private const int InitialSize = 512;
    private const int LargestKept = 64 * 1024;
    private const int BlockPrefix = sizeof(int);

    [ThreadStatic]
    private static MessageWriter? _cached;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialSize);
    private int _length;

    private MessageWriter()
    {
    }

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    /// <summary>An empty writer; dispose it to give it back.</summary>
    public static MessageWriter Rent()
    {
        var writer = _cached ?? new MessageWriter();
        _cached = null;
        writer._length = 0;
        return writer;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_buffer.Length <= LargestKept && _cached is null)
        {
            _cached = this;
            return;
        }

        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    /// <summary>Appends one byte.</summary>
    public void WriteByte(byte value) => Reserve(1)[0] = value;

    /// <summary>Appends an unsigned integer in 7-bit groups, the low group first.</summary>
    public void WriteVarUInt64(ulong value)
    {
        while (value >= 0x80)
        {
            WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        WriteByte((byte)value);
    }

    /// <summary>Appends a signed integer, zigzag in 7-bit groups.</summary>
    public void WriteVarInt64(long value) => WriteVarUInt64(unchecked((ulong)((value << 1) ^ (value >> 63))));

    /// <summary>Appends eight bytes, little endian.</summary>
    public void WriteFixed64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Reserve(sizeof(ulong)), value);

    /// <summary>Appends bytes without a length.</summary>
    public void WriteRaw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    /// <summary>Appends bytes with their length.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        WriteVarUInt64((ulong)bytes.Length);
        WriteRaw(bytes);
    }

    /// <summary>Appends text as UTF-8 with its length.</summary>
    public void WriteText(string text)
    {
        var count = Encoding.UTF8.GetByteCount(text);
        WriteVarUInt64((ulong)count);
        Encoding.UTF8.GetBytes(text, Reserve(count));
    }

    /// <summary>Appends the id of the field whose value follows.</summary>
    public void WriteFieldId(uint id) => WriteVarUInt64(id);

    /// <summary>Leaves room for a block's length.</summary>
    public int BeginBlock()
    {
        var start = _length;
        Reserve(BlockPrefix);
        return start;
    }

    /// <summary>Fills in the length of the block begun at <paramref name="start" />.</summary>
    public void EndBlock(int start) =>
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(start), _length - start - BlockPrefix);

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count)
        {
            Grow(count);
        }

        var span = _buffer.AsSpan(_length, count);
        _length += count;
        return span;
    }

    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + count));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
