using System.Buffers.Binary;
using System.Text;
using Fabric.Media.Containers.Tags;

namespace Fabric.Media.Containers.Aac;

/// <summary>What the tables of a transport stream say, gathered packet by packet (ISO/IEC 13818-1, EN 300 468).</summary>
internal sealed class TsTables
{
    private const int ProgramAssociationPid = 0;
    private const int ServiceDescriptionPid = 0x11;
    private const int AdtsStreamType = 0x0F;
    private const int ServiceDescriptor = 0x48;
    private const int ChecksumLength = 4;

    private int? _programMapPid;

    /// <summary>Whether one of the streams is AAC in ADTS; null as long as the table was not seen.</summary>
    public bool? HasAdts { get; private set; }

    /// <summary>What the service is called: title; who provides it: artist.</summary>
    public AudioTags? Service { get; private set; }

    public void Take(TsPacket packet)
    {
        if (packet.Pid == ProgramAssociationPid)
        {
            _programMapPid ??= ProgramMapPid(Body(packet.Section(), tableId: 0x00, headerLength: 8));
        }
        else if (packet.Pid == _programMapPid)
        {
            HasAdts ??= FindAdts(Body(packet.Section(), tableId: 0x02, headerLength: 8));
        }
        else if (packet.Pid == ServiceDescriptionPid)
        {
            Service ??= ReadService(Body(packet.Section(), tableId: 0x42, headerLength: 11));
        }
    }

    private static ReadOnlySpan<byte> Body(ReadOnlySpan<byte> section, byte tableId, int headerLength) =>
        section.Length > headerLength + ChecksumLength && section[0] == tableId ? section[headerLength..^ChecksumLength] : default;

    /// <summary>Of the first program; program 0 is the network's own table.</summary>
    private static int? ProgramMapPid(ReadOnlySpan<byte> body)
    {
        for (; body.Length >= 4; body = body[4..])
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(body) != 0)
            {
                return BinaryPrimitives.ReadUInt16BigEndian(body[2..]) & 0x1FFF;
            }
        }

        return null;
    }

    private static bool? FindAdts(ReadOnlySpan<byte> body)
    {
        if (body.Length < 4)
        {
            return null;
        }

        var streams = Behind(body, 4 + (BinaryPrimitives.ReadUInt16BigEndian(body[2..]) & 0xFFF));
        while (streams.Length >= 5)
        {
            if (streams[0] == AdtsStreamType)
            {
                return true;
            }

            streams = Behind(streams, 5 + (BinaryPrimitives.ReadUInt16BigEndian(streams[3..]) & 0xFFF));
        }

        return false;
    }

    private static AudioTags? ReadService(ReadOnlySpan<byte> body)
    {
        var descriptors = Behind(body, 5);
        while (descriptors.Length >= 2)
        {
            var next = Behind(descriptors, 2 + descriptors[1]);
            if (descriptors[0] == ServiceDescriptor)
            {
                var content = descriptors[2..^next.Length];
                var provider = Counted(Behind(content, 1));
                var name = Counted(Behind(content, 2 + provider.Length));
                return new AudioTags(Title: Text(name), Artist: Text(provider));
            }

            descriptors = next;
        }

        return null;
    }

    private static ReadOnlySpan<byte> Behind(ReadOnlySpan<byte> bytes, int count) => bytes[Math.Min(count, bytes.Length)..];

    /// <summary>Bytes with their number in front.</summary>
    private static ReadOnlySpan<byte> Counted(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? bytes : bytes.Slice(1, Math.Min(bytes[0], bytes.Length - 1));

    /// <summary>A first byte below 0x20 chooses a table of characters: 0x15 is UTF-8. Without it, text beyond ASCII is read as UTF-8 too.</summary>
    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes.TrimStart((byte)0x15));
}
