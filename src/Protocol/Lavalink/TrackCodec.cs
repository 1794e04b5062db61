using System.Buffers.Binary;

namespace Fabric.Protocol.Lavalink;

/// <summary>
/// Encoded tracks: what clients store, and send back to this or another server (lavalink.md §5). Versions 1 to 3 are read, version 3 is
/// written.
/// </summary>
public static class TrackCodec
{
    private const byte Version = 3;
    private const int HeaderLength = sizeof(uint);
    private const uint Versioned = 1u << 30;
    private const uint LengthMask = Versioned - 1;

    /// <summary>Reads an encoded string, in standard or URL-safe base64, with or without padding, with spaces where '+' should be.</summary>
    /// <exception cref="TrackDecodeException">It is none.</exception>
    public static EncodedTrack Decode(ReadOnlySpan<char> encoded) => DecodeBytes(TrackBase64.Decode(encoded));

    /// <summary>Reads the bytes of an encoded string.</summary>
    /// <exception cref="TrackDecodeException">They are no track.</exception>
    public static EncodedTrack DecodeBytes(ReadOnlySpan<byte> bytes)
    {
        var container = new TrackReader(bytes);
        var header = container.ReadUInt32();
        var message = new TrackReader(container.Take((int)(header & LengthMask)));
        var version = (header & Versioned) == 0 ? (byte)1 : message.ReadByte();
        var info = new TrackInfo
        {
            Title = message.ReadUtf(),
            Author = message.ReadUtf(),
            Length = message.ReadInt64(),
            Identifier = message.ReadUtf(),
            IsStream = message.ReadByte() != 0,
            Uri = version >= 2 ? message.ReadNullableUtf() : null,
            ArtworkUrl = version >= Version ? message.ReadNullableUtf() : null,
            Isrc = version >= Version ? message.ReadNullableUtf() : null,
            SourceName = message.ReadUtf(),
        };
        var details = message.Take(SourceDetails.LengthIn(message.Rest, info.SourceName)).ToArray();
        var track = new EncodedTrack(info with { Position = message.ReadInt64() }, details);
        return EncodedTrack.IsFile(info.SourceName) && track.ProbeDescriptor is null
            ? throw new TrackDecodeException(TrackDecodeException.Mismatch)
            : track;
    }

    /// <summary>Writes a track as base64. Texts beyond 65535 bytes are cut.</summary>
    public static string Encode(EncodedTrack track) => Convert.ToBase64String(EncodeBytes(track));

    /// <summary>Writes a track as the bytes of its encoded string. Texts beyond 65535 bytes are cut.</summary>
    /// <exception cref="ArgumentException">It has 2^30 bytes or more.</exception>
    public static byte[] EncodeBytes(EncodedTrack track)
    {
        var message = new TrackWriter();
        message.WriteByte(Version);
        message.WriteUtf(track.Info.Title);
        message.WriteUtf(track.Info.Author);
        message.WriteInt64(track.Info.Length);
        message.WriteUtf(track.Info.Identifier);
        message.WriteByte(track.Info.IsStream ? (byte)1 : (byte)0);
        message.WriteNullableUtf(track.Info.Uri);
        message.WriteNullableUtf(track.Info.ArtworkUrl);
        message.WriteNullableUtf(track.Info.Isrc);
        message.WriteUtf(track.Info.SourceName);
        message.WriteBytes(track.SourceDetails.Span);
        message.WriteInt64(track.Info.Position);
        return InContainer(message.Written);
    }

    /// <summary>
    /// The same track at another position, in milliseconds. Costs little more than a copy of a string that <see cref="Encode" /> made: only
    /// the end is encoded anew. Of other strings nothing may be behind the position: <see cref="Encode" /> leaves that out.
    /// </summary>
    /// <exception cref="TrackDecodeException">The string is no encoded track.</exception>
    public static string WithPosition(string encoded, long position)
    {
        if (IsWrittenHere(encoded))
        {
            return TrackBase64.WithEnd(encoded, position);
        }

        var track = Decode(encoded);
        return Encode(track with { Info = track.Info with { Position = position } });
    }

    private static byte[] InContainer(ReadOnlySpan<byte> message)
    {
        if (message.Length > LengthMask)
        {
            throw new ArgumentException("A track has less than 2^30 bytes.", nameof(message));
        }

        var bytes = new byte[HeaderLength + message.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Versioned | (uint)message.Length);
        message.CopyTo(bytes.AsSpan(HeaderLength));
        return bytes;
    }

    /// <summary>Whether the string has the version and the form that are written, so that its last eight bytes are its position.</summary>
    private static bool IsWrittenHere(ReadOnlySpan<char> encoded)
    {
        const int FirstGroups = 8;
        Span<byte> start = stackalloc byte[FirstGroups / 4 * 3];
        return encoded.Length > FirstGroups * 2
            && TrackBase64.IsStandard(encoded)
            && Convert.TryFromBase64Chars(encoded[..FirstGroups], start, out _)
            && BinaryPrimitives.ReadUInt32BigEndian(start) == (Versioned | (uint)(TrackBase64.ByteCount(encoded) - HeaderLength))
            && start[HeaderLength] == Version;
    }
}
