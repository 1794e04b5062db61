using System.Runtime.InteropServices;

namespace Fabric.Bench.Lanyard.Clients;

/// <summary>Counts the frames in a server's bytes without looking at what is in them.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct FrameCounter
{
    private const int Shortest = 2;
    private const int Close = 8;

    private long _rest;
    private ulong _headerHigh;
    private ushort _headerLow;
    private int _headerBytes;

    /// <summary>How many frames ended so far.</summary>
    public int Frames { get; private set; }

    /// <summary>Takes bytes and returns how many frames end in them.</summary>
    /// <exception cref="InvalidDataException">The server closes.</exception>
    public int Take(ReadOnlySpan<byte> bytes)
    {
        var before = Frames;
        while (!bytes.IsEmpty)
        {
            if (_rest > 0)
            {
                var count = (int)Math.Min(_rest, bytes.Length);
                bytes = bytes[count..];
                _rest -= count;
                Frames += _rest == 0 ? 1 : 0;
            }
            else
            {
                TakeHeader(bytes[0]);
                bytes = bytes[1..];
            }
        }

        return Frames - before;
    }

    private void TakeHeader(byte value)
    {
        if (_headerBytes < Shortest)
        {
            _headerLow = (ushort)((_headerLow << 8) | value);
        }
        else
        {
            _headerHigh = (_headerHigh << 8) | value;
        }

        _headerBytes++;
        var length = _headerLow & 0x7F;
        var size = Shortest + (length == 127 ? sizeof(ulong) : length == 126 ? sizeof(ushort) : 0);
        if (_headerBytes < Shortest || _headerBytes < size)
        {
            return;
        }

        if (((_headerLow >> 8) & 0xF) == Close)
        {
            throw new InvalidDataException("The server closes a socket.");
        }

        _rest = size == Shortest ? length : (long)_headerHigh;
        Frames += _rest == 0 ? 1 : 0;
        (_headerBytes, _headerLow, _headerHigh) = (0, 0, 0);
    }
}
