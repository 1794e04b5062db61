using System.Net;
using System.Net.Sockets;
using Fabric.Media.Routes;

namespace Fabric.Media.Sources.Http;

/// <summary>Tells addresses of the Internet from all others (IANA's registries of special-purpose addresses).</summary>
internal static class AddressPolicy
{
    private static readonly IpBlock[] NotPublic4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IpBlock.Parse),
    ];

    private static readonly IpBlock Public6 = IpBlock.Parse("2000::/3");

    /// <summary>Teredo and other protocols' own, documentation.</summary>
    private static readonly IpBlock[] NotPublic6 = [.. new[] { "2001::/23", "2001:db8::/32", "3fff::/20" }.Select(IpBlock.Parse)];

    private static readonly IpBlock Translated = IpBlock.Parse("64:ff9b::/96");
    private static readonly IpBlock Tunnelled = IpBlock.Parse("2002::/16");

    /// <summary>Whether an address is the Internet's. One that stands for another is judged by that one.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return !NotPublic4.Any(block => block.Contains(address));
        }

        if (Translated.Contains(address))
        {
            return IsPublic(Embedded(address, 12));
        }

        return Tunnelled.Contains(address)
            ? IsPublic(Embedded(address, 2))
            : Public6.Contains(address) && !NotPublic6.Any(block => block.Contains(address));
    }

    private static IPAddress Embedded(IPAddress address, int offset) => new(address.GetAddressBytes().AsSpan(offset, 4));
}
