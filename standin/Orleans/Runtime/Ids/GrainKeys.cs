using System.Globalization;
using System.Text;

namespace Orleans.Runtime;

/// <summary>Keys as text: integers and Guids in hexadecimal, strings as they are.</summary>
internal static class GrainKeys
{
    public static IdSpan FromLong(long key) => IdSpan.Create(key.ToString("X", CultureInfo.InvariantCulture));

    public static IdSpan FromGuid(Guid key) => IdSpan.Create(key.ToString("N"));

    public static long ToLong(IdSpan key) =>
        long.TryParse(key.ToString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new InvalidOperationException($"The grain key '{key}' is not an integer.");

    public static Guid ToGuid(IdSpan key) =>
        Guid.TryParseExact(Encoding.UTF8.GetString(key.AsSpan()), "N", out var value)
            ? value
            : throw new InvalidOperationException($"The grain key '{key}' is not a Guid.");
}
