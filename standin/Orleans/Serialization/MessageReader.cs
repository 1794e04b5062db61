using System.Buffers.Binary;
using System.ComponentModel;
using System.Text;

namespace Orleans.StandIn;

/// <summary>Reads what a <see cref="MessageWriter" /> wrote. Every read checks that the bytes are there.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct MessageReader(ReadOnlySpan<byte> bytes)
{
    private const int MaxVarUInt64Bytes = 10;
    private const int DeepestBlock = 100;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;
    private int _depth;

    /// <summary>Whether everything was read.</summary>
    public readonly bool IsAtEnd => _position >= _bytes.Length;

    /// <summary>How many bytes were read.</summary>
    public readonly int Position => _position;

    /// <summary>Reads one byte.</summary>
    public byte ReadByte() => Take(1)[0];

    /// <summary>Reads an unsigned integer in 7-bit groups.</summary>
    public ulong ReadVarUInt64()
    {
        ulong value = 0;
        for (var group = 0; group < MaxVarUInt64Bytes; group++)
        {
            var next = ReadByte();
            value |= (ulong)(next & 0x7f) << (7 * group);
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("An integer in a message is longer than 64 bits.");
    }

    /// <summary>Reads a zigzag integer.</summary>
    public long ReadVarInt64()
    {
        var value = ReadVarUInt64();
        return unchecked((long)(value >> 1) ^ -(long)(value & 1));
    }

    /// <summary>Reads eight bytes, little endian.</summary>
    public ulong ReadFixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    /// <summary>Reads a count and checks that so many items can follow in the bytes left.</summary>
    public int ReadCount(int smallestItem = 1)
    {
        var count = ReadVarUInt64();
        if (count * (ulong)smallestItem > (ulong)(_bytes.Length - _position))
        {
            throw new InvalidDataException("A count in a message is larger than the message.");
        }

        return (int)count;
    }

    /// <summary>Reads bytes of a known length.</summary>
    public ReadOnlySpan<byte> ReadRaw(int length) => Take(length);

    /// <summary>Everything that is left.</summary>
    public ReadOnlySpan<byte> ReadRest() => Take(_bytes.Length - _position);

    /// <summary>Reads bytes with their length.</summary>
    public ReadOnlySpan<byte> ReadBytes() => Take(ReadCount());

    /// <summary>Reads text.</summary>
    public string ReadText() => Encoding.UTF8.GetString(ReadBytes());

    /// <summary>Reads the length of a block; returns where it ends.</summary>
    public int BeginBlock()
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));
        if (length < 0 || length > _bytes.Length - _position)
        {
            throw new InvalidDataException("A block in a message is longer than the message.");
        }

        if (++_depth > DeepestBlock)
        {
            throw new InvalidDataException($"A message is nested more than {DeepestBlock} deep.");
        }

        return _position + length;
    }

    /// <summary>Skips what is left of a block: fields of a newer version.</summary>
    public void EndBlock(int end)
    {
        if (_position > end)
        {
            throw new InvalidDataException("A field in a message runs past its block.");
        }

        _depth--;
        _position = end;
    }

    /// <summary>Reads the next field's id, or says that the block is at its end.</summary>
    public bool TryReadFieldId(int end, out uint id)
    {
        var more = _position < end;
        id = more ? (uint)ReadVarUInt64() : 0;
        return more;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)(_bytes.Length - _position))
        {
            throw new InvalidDataException("A message is shorter than its content.");
        }

        var span = _bytes.Slice(_position, count);
        _position += count;
        return span;
    }
}
