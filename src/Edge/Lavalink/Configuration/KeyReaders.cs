using System.Globalization;
using System.Net;
using Fabric.Edge.Composition;

namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>How the texts of Lavalink's keys are read: as Spring converts them, with the corrections that Lavalink makes (lavalink.md §9.1).</summary>
internal static class KeyReaders
{
    public static KeyReading Text(string text) => new(text);

    /// <summary>Spring knows more words for yes and no than .NET.</summary>
    public static KeyReading Flag(string text) => text.Trim().ToUpperInvariant() switch
    {
        "TRUE" or "ON" or "YES" or "1" => new("true"),
        "FALSE" or "OFF" or "NO" or "0" => new("false"),
        _ => KeyReading.Refused("it must be 'true' or 'false'"),
    };

    /// <summary>A blank password would be one that everybody gives.</summary>
    public static KeyReading Password(string text) => string.IsNullOrWhiteSpace(text)
        ? KeyReading.Refused("it must not be blank")
        : new KeyReading(text);

    public static KeyReading Address(string text) => new ListenerOptions { Address = text.Trim() } is { EndPoint: not null } listener
        ? new KeyReading(listener.Address)
        : KeyReading.Refused("it must be an IP address or 'localhost'");

    /// <summary>Spring takes a slash away at the end and wants one at the beginning.</summary>
    public static KeyReading ContextPath(string text) => text.Trim().TrimEnd('/') is var path && path is "" or ['/', ..]
        ? new KeyReading(path)
        : KeyReading.Refused("it must begin with '/'");

    public static KeyReading IpAddress(string text) => IPAddress.TryParse(text.Trim(), out var address)
        ? new KeyReading(address.ToString())
        : KeyReading.Refused("it must be an IP address");

    public static KeyReading IpBlock(string text) => IsIpBlock(text.Trim())
        ? new KeyReading(text.Trim())
        : KeyReading.Refused("it must be a block of addresses such as 10.0.0.0/8 or 2001:db8::/64");

    public static bool IsIpBlock(string text) =>
        text.Split('/') is [var address, var prefix]
        && IPAddress.TryParse(address, out var parsed)
        && int.TryParse(prefix, NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
        && bits <= parsed.GetAddressBytes().Length * 8;

    public static KeyReader Choice<T>()
        where T : struct, Enum =>
        static text => Enum.GetNames<T>().FirstOrDefault(name => name.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } found
            ? new KeyReading(found)
            : KeyReading.Refused($"it must be one of {string.Join(", ", Enum.GetNames<T>())}");

    public static KeyReader Whole(int least, int most) => text =>
        TryReadNumber(text, out var number) && number >= least && number <= most
            ? new KeyReading(Written(number))
            : KeyReading.Refused($"it must be a whole number from {least} to {most}");

    /// <summary>A number for which Lavalink takes another one when it is out of range.</summary>
    public static KeyReader Corrected(int least, int most, int otherwise) => text =>
    {
        if (!TryReadNumber(text, out var number))
        {
            return KeyReading.Refused("it must be a whole number");
        }

        return number >= least && number <= most
            ? new KeyReading(Written(number))
            : new KeyReading(Written(otherwise), Correction: $"outside {least} to {most} it counts as {otherwise}", Taken: Written(otherwise));
    };

    /// <summary>A number of units of time that must be in a range.</summary>
    public static KeyReader Time(TimeSpan unit, TimeSpan longest) => text =>
        TryReadNumber(text, out var number) && number >= 0 && number <= longest / unit
            ? new KeyReading(Written(unit * number))
            : KeyReading.Refused($"it must be a whole number from 0 to {longest / unit}");

    /// <summary>A number of units of time for which Lavalink takes another one when it is too short.</summary>
    public static KeyReader CorrectedTime(TimeSpan unit, TimeSpan shortest, TimeSpan longest, TimeSpan otherwise) => text =>
    {
        if (!TryReadNumber(text, out var number) || number > longest / unit)
        {
            return KeyReading.Refused($"it must be a whole number up to {longest / unit}");
        }

        return number >= shortest / unit
            ? new KeyReading(Written(unit * number))
            : new KeyReading(Written(otherwise), Correction: $"below {shortest / unit} it counts as {otherwise / unit}", Taken: Written((int)(otherwise / unit)));
    };

    private static bool TryReadNumber(string text, out int number) =>
        int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Written(TimeSpan time) => time.ToString("c", CultureInfo.InvariantCulture);
}
