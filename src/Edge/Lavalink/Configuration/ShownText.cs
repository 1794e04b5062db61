using System.Text;
using System.Text.RegularExpressions;

namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>Texts of somebody's configuration, as they may stand in a line of a log.</summary>
internal static partial class ShownText
{
    /// <summary>What is shown instead of a secret.</summary>
    public const string Mask = "****";

    private const int Longest = 120;

    /// <summary>The text: short, without control characters, and without the credentials that a URL may hold.</summary>
    public static string Of(string text)
    {
        var shown = new StringBuilder();
        foreach (var rune in Credentials().Replace(text, $"://{Mask}@").EnumerateRunes().Take(Longest))
        {
            shown.Append(Rune.IsControl(rune) ? Rune.ReplacementChar : rune);
        }

        return shown.ToString();
    }

    /// <summary>A value of a key: a secret is not shown.</summary>
    public static string Of(LavalinkKey key, string value) => key.IsSecret && value.Length > 0 ? Mask : Of(value);

    [GeneratedRegex(@"://[^/\s]*@", RegexOptions.None, 1000)]
    private static partial Regex Credentials();
}
