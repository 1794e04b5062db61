using System.Globalization;

namespace Fabric.Storage;

/// <summary>Positive numbers in the database, their decimal text in grain state; <see cref="None" /> and null for no record.</summary>
internal static class ETags
{
    public const long None = 0;

    /// <summary>Stands for a text that this storage never issued; equal to no stored tag.</summary>
    public const long Foreign = -1;

    public static string ToText(long etag) => etag.ToString(CultureInfo.InvariantCulture);

    public static string? ToTextOrNull(long etag) => etag == None ? null : ToText(etag);

    public static long Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return None;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var etag) && etag > 0 ? etag : Foreign;
    }
}
