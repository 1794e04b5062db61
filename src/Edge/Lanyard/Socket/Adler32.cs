namespace Fabric.Edge.Lanyard.Socket;

/// <summary>The checksum of zlib streams (RFC 1950 §8.2).</summary>
internal static class Adler32
{
    /// <summary>The checksum of nothing.</summary>
    public const uint Empty = 1;

    private const uint Modulus = 65521;

    /// <summary>The most bytes whose sums fit in 32 bits before they have to be reduced.</summary>
    private const int LongestRun = 5552;

    /// <summary>The checksum of what <paramref name="adler" /> stands for followed by <paramref name="bytes" />.</summary>
    public static uint Append(uint adler, ReadOnlySpan<byte> bytes)
    {
        var low = adler & 0xFFFF;
        var high = adler >> 16;
        while (!bytes.IsEmpty)
        {
            var run = bytes[..Math.Min(bytes.Length, LongestRun)];
            foreach (var value in run)
            {
                low += value;
                high += low;
            }

            low %= Modulus;
            high %= Modulus;
            bytes = bytes[run.Length..];
        }

        return (high << 16) | low;
    }

    /// <summary>The checksum of two stretches of bytes, one behind the other.</summary>
    /// <param name="first">The checksum of the first stretch.</param>
    /// <param name="second">The checksum of the second.</param>
    /// <param name="secondLength">How many bytes the second has.</param>
    public static uint Combine(uint first, uint second, long secondLength)
    {
        var length = (ulong)(secondLength % Modulus);
        ulong firstLow = first & 0xFFFF, firstHigh = first >> 16, secondLow = second & 0xFFFF, secondHigh = second >> 16;
        var low = (firstLow + secondLow + Modulus - 1) % Modulus;
        var high = (length * (firstLow + Modulus - 1) + firstHigh + secondHigh) % Modulus;
        return (uint)((high << 16) | low);
    }
}
