using System.Buffers.Binary;
using System.IO.Compression;
using Fabric.Edge.Lanyard.Socket;

namespace Fabric.Edge.Tests.Lanyard.Socket;

public sealed class Adler32Tests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5552)]
    [InlineData(5553)]
    [InlineData(200_000)]
    public void The_checksum_is_zlibs(int length)
    {
        var bytes = Bytes(length);

        Adler32.Append(Adler32.Empty, bytes).ShouldBe(Zlib(bytes));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 0)]
    [InlineData(25, 1300)]
    [InlineData(25, 65521)]
    [InlineData(100_000, 100_000)]
    public void Two_checksums_combine_to_that_of_both(int first, int second)
    {
        var bytes = Bytes(first + second);

        var combined = Adler32.Combine(
            Adler32.Append(Adler32.Empty, bytes.AsSpan(0, first)), Adler32.Append(Adler32.Empty, bytes.AsSpan(first)), second);

        combined.ShouldBe(Zlib(bytes));
    }

    private static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(static i => (byte)(255 - (i * 7 % 13)))];

    private static uint Zlib(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var zlib = new ZLibStream(target, CompressionMode.Compress, leaveOpen: true))
        {
            zlib.Write(bytes);
        }

        return bytes.Length == 0 ? 1 : BinaryPrimitives.ReadUInt32BigEndian(target.ToArray().AsSpan()[^4..]);
    }
}
