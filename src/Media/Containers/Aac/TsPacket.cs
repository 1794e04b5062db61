using System.Buffers.Binary;

namespace Fabric.Media.Containers.Aac;

/// <summary>A packet of an MPEG transport stream.</summary>
internal readonly ref struct TsPacket
{
    public const int Size = 188;

    private const byte Sync = 0x47;

    private TsPacket(int pid, bool begins, ReadOnlySpan<byte> payload)
    {
        Pid = pid;
        Begins = begins;
        Payload = payload;
    }

    /// <summary>Which of the streams it belongs to.</summary>
    public int Pid { get; }

    /// <summary>Whether a section or packet of the stream begins in it.</summary>
    public bool Begins { get; }

    public ReadOnlySpan<byte> Payload { get; }

    public static bool IsAt(ReadOnlySpan<byte> bytes) => bytes.Length >= Size && bytes[0] == Sync;

    public static TsPacket Read(ReadOnlySpan<byte> bytes)
    {
        var control = (bytes[3] >> 4) & 3;
        var start = control switch
        {
            1 => 4,
            3 => Math.Min(5 + bytes[4], Size),
            _ => Size,
        };
        return new TsPacket(BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]) & 0x1FFF, (bytes[1] & 0x40) != 0, bytes[start..Size]);
    }

    /// <summary>The table that begins in this packet, as far as it lies in it, from its id on. Tables of a radio program are short.</summary>
    public ReadOnlySpan<byte> Section()
    {
        if (!Begins || Payload.IsEmpty || Payload.Length < 4 + Payload[0])
        {
            return default;
        }

        var section = Payload[(1 + Payload[0])..];
        var length = 3 + (BinaryPrimitives.ReadUInt16BigEndian(section[1..]) & 0xFFF);
        return section[..Math.Min(length, section.Length)];
    }
}
