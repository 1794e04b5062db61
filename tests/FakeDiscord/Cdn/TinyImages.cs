using System.Buffers.Binary;
using System.IO.Compression;

namespace Fabric.FakeDiscord.Cdn;

/// <summary>Small, valid images: a coloured square as PNG, and one pixel in each other format.</summary>
internal static class TinyImages
{
    private const int Side = 16;
    private const uint CrcPolynomial = 0xEDB88320;

    private static readonly byte[] Gif = Convert.FromBase64String("R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs=");

    private static readonly byte[] Webp = Convert.FromBase64String("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vuUAAA=");

    private static readonly byte[] Jpeg = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////"
        + "wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=");

    /// <summary>The image and its content type; null for an extension that Discord does not serve.</summary>
    public static (byte[] Bytes, string ContentType)? Of(string extension, ulong seed) => extension switch
    {
        "png" => (Png(seed), "image/png"),
        "gif" => (Gif, "image/gif"),
        "webp" => (Webp, "image/webp"),
        "jpg" or "jpeg" => (Jpeg, "image/jpeg"),
        _ => null,
    };

    private static byte[] Png(ulong seed)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        WriteChunk(png, "IHDR"u8, [0, 0, 0, Side, 0, 0, 0, Side, 8, 2, 0, 0, 0]);
        WriteChunk(png, "IDAT"u8, Pixels(seed));
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static byte[] Pixels(ulong seed)
    {
        var mixed = seed * 0x9E3779B97F4A7C15;
        byte[] colour = [(byte)(mixed >> 56), (byte)(mixed >> 48), (byte)(mixed >> 40)];
        byte[] row = [0, .. Enumerable.Repeat(colour, Side).SelectMany(static pixel => pixel)];
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < Side; y++)
            {
                zlib.Write(row);
            }
        }

        return output.ToArray();
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[sizeof(uint)];
        byte[] body = [.. type, .. data];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32(body));
        png.Write(number);
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ CrcPolynomial;
            }
        }

        return ~crc;
    }
}
