using System.Globalization;
using System.Net;

namespace Fabric.Media.Routes;

/// <summary>An address that was refused somewhere (lavalink.md §2.3).</summary>
/// <param name="Address">The address, in Java's form.</param>
/// <param name="Timestamp">When, in Unix milliseconds.</param>
/// <param name="Time">When, as the text of a Java date.</param>
public sealed record FailingAddress(string Address, long Timestamp, string Time)
{
    internal static FailingAddress Of(IPAddress address, DateTimeOffset since) => new(
        JavaAddress.Format(address),
        since.ToUnixTimeMilliseconds(),
        since.UtcDateTime.ToString("ddd MMM dd HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture));
}
