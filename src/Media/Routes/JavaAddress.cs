using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace Fabric.Media.Routes;

/// <summary>Addresses as Java prints them: a slash in front, and IPv6 without any shortening.</summary>
internal static class JavaAddress
{
    public static string Format(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        if (bytes.Length == 4)
        {
            return "/" + address;
        }

        var groups = Enumerable.Range(0, 8).Select(group => BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(2 * group)));
        return "/" + string.Join(':', groups.Select(static group => group.ToString("x", CultureInfo.InvariantCulture)));
    }
}
