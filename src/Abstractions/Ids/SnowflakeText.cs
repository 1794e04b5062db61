using System.Globalization;

namespace Fabric.Abstractions.Ids;

/// <summary>Discord's ids as text: decimal digits, without leading zeros.</summary>
internal static class SnowflakeText
{
    public static bool TryParse(string? text, out ulong value)
    {
        value = 0;
        return text is { Length: > 0 }
            && text[0] is >= '1' and <= '9'
            && ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
