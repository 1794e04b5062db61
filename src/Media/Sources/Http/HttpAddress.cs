using Fabric.Media.Tracks;

namespace Fabric.Media.Sources.Http;

/// <summary>Identifiers that the http source takes.</summary>
internal static class HttpAddress
{
    private const string Icy = "icy://";

    /// <summary>The address as it is to be shown; null when the identifier is none. What begins with <c>icy://</c> is http.</summary>
    public static string? Read(string identifier)
    {
        if (identifier.StartsWith(Icy, StringComparison.OrdinalIgnoreCase))
        {
            return "http://" + identifier[Icy.Length..];
        }

        return identifier.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || identifier.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            ? identifier
            : null;
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="TrackLoadException">It is no valid address.</exception>
    public static Uri Parse(string link) => Uri.TryCreate(link, UriKind.Absolute, out var address) && address.DnsSafeHost.Length > 0
        ? address
        : throw new TrackLoadException("Not a valid URL.", LoadSeverity.Common);
}
