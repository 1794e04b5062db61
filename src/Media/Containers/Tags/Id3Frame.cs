using System.Buffers.Binary;
using System.Text;

namespace Fabric.Media.Containers.Tags;

/// <summary>A frame of an ID3v2 tag, of which the header was read.</summary>
/// <param name="Id">Its name; those of version 2 in their longer form.</param>
/// <param name="Length">Bytes behind the header.</param>
/// <param name="Escaping">Whether the content is escaped.</param>
/// <param name="Prefix">Bytes in front of the content.</param>
internal readonly record struct Id3Frame(string Id, int Length, bool Escaping, int Prefix)
{
    private const int CompressedOrEncrypted3 = 0xC0;
    private const int CompressedOrEncrypted4 = 0x0C;
    private const string Unreadable = "";

    public bool IsWanted => Id is "TIT2" or "TPE1" or "TSRC";

    /// <summary>Null behind the last frame.</summary>
    public static Id3Frame? Read(ReadOnlySpan<byte> bytes, byte version)
    {
        if (bytes.Length < (version == 2 ? 6 : 10) || bytes[0] == 0)
        {
            return null;
        }

        return version switch
        {
            2 => new Id3Frame(Longer(bytes), (bytes[3] << 16) | (bytes[4] << 8) | bytes[5], Escaping: false, 0),
            3 => Version3(bytes),
            _ => Version4(bytes),
        };
    }

    public AudioTags ToTags(ReadOnlySpan<byte> content)
    {
        content = content.Length > Prefix ? content[Prefix..] : default;
        var text = DecodeText(Escaping ? Unsynchronisation.Undo(content) : content);
        return Id switch
        {
            "TIT2" => new AudioTags(Title: text),
            "TPE1" => new AudioTags(Artist: text),
            "TSRC" => new AudioTags(Isrc: text),
            _ => AudioTags.None,
        };
    }

    private static Id3Frame? Version3(ReadOnlySpan<byte> bytes)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(bytes[4..]);
        var id = (bytes[9] & CompressedOrEncrypted3) == 0 ? Encoding.Latin1.GetString(bytes[..4]) : Unreadable;
        var isGrouped = (bytes[9] & 0x20) != 0;
        return length < 0 ? null : new Id3Frame(id, length, Escaping: false, isGrouped ? 1 : 0);
    }

    /// <summary>Some programs write plain lengths here, too; a byte above 127 gives them away.</summary>
    private static Id3Frame? Version4(ReadOnlySpan<byte> bytes)
    {
        var isPlain = bytes[4..8].ContainsAnyInRange((byte)0x80, (byte)0xFF);
        var length = isPlain ? BinaryPrimitives.ReadInt32BigEndian(bytes[4..]) : Id3Header.Synchsafe(bytes[4..]);
        var flags = bytes[9];
        var id = (flags & CompressedOrEncrypted4) == 0 ? Encoding.Latin1.GetString(bytes[..4]) : Unreadable;
        var prefix = ((flags & 0x40) != 0 ? 1 : 0) + ((flags & 0x01) != 0 ? 4 : 0);
        return length < 0 ? null : new Id3Frame(id, length, (flags & 0x02) != 0, prefix);
    }

    private static string Longer(ReadOnlySpan<byte> id) => id[..3] switch
    {
        [(byte)'T', (byte)'T', (byte)'2'] => "TIT2",
        [(byte)'T', (byte)'P', (byte)'1'] => "TPE1",
        [(byte)'T', (byte)'R', (byte)'C'] => "TSRC",
        _ => Unreadable,
    };

    /// <summary>The first of the values, which a zero character divides.</summary>
    private static string? DecodeText(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
        {
            return null;
        }

        var bytes = content[1..];
        var text = content[0] switch
        {
            0 => Encoding.Latin1.GetString(bytes),
            1 => DecodeUtf16(bytes),
            2 => Encoding.BigEndianUnicode.GetString(bytes),
            3 => Encoding.UTF8.GetString(bytes),
            _ => "",
        };
        var end = text.IndexOf('\0');
        return end < 0 ? text : text[..end];
    }

    /// <summary>Without a mark of its byte order it is taken for what nearly every program writes.</summary>
    private static string DecodeUtf16(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes[2..]),
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes[2..]),
        _ => Encoding.Unicode.GetString(bytes),
    };
}
