using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Fabric.Media.Routes;

/// <summary>A block of addresses.</summary>
/// <param name="Family">IPv4 or IPv6.</param>
/// <param name="First">The first address, as a number.</param>
/// <param name="Size">How many there are.</param>
internal sealed record IpBlock(AddressFamily Family, UInt128 First, UInt128 Size)
{
    /// <summary>Reads <c>address/prefix</c>; without a prefix it is one address.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static IpBlock Parse(string text)
    {
        var (address, prefix) = text.Split('/') is [var one, var two] ? (one, two) : (text, null);
        if (!IPAddress.TryParse(address, out var first))
        {
            throw new ArgumentException($"'{text}' is no block of IP addresses: write it like 192.0.2.0/24 or 2001:db8::/48.", nameof(text));
        }

        var bits = BitsOf(first.AddressFamily);
        var length = bits;
        if (prefix is not null && (!int.TryParse(prefix, NumberStyles.None, CultureInfo.InvariantCulture, out length) || length < 1 || length > bits))
        {
            throw new ArgumentException($"'{text}' is no block of IP addresses: its prefix must be 1 to {bits}.", nameof(text));
        }

        var size = UInt128.One << (bits - length);
        return new IpBlock(first.AddressFamily, NumberOf(first) & ~(size - 1), size);
    }

    public bool Contains(IPAddress address) => address.AddressFamily == Family && NumberOf(address) - First < Size;

    /// <summary>The address of that number, from 0.</summary>
    public IPAddress At(UInt128 index)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, First + index);
        return new IPAddress(Family == AddressFamily.InterNetwork ? bytes[12..] : bytes);
    }

    private static int BitsOf(AddressFamily family) => family == AddressFamily.InterNetwork ? 32 : 128;

    private static UInt128 NumberOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        address.TryWriteBytes(address.AddressFamily == AddressFamily.InterNetwork ? bytes[12..] : bytes, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
