using System.Text.RegularExpressions;

namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>Spring's relaxed names: capitals, dashes and underscores make no difference (lavalink.md §9.2).</summary>
internal static partial class RelaxedName
{
    /// <summary>
    /// Below it stand names of a map, in which dashes tell filters apart: <c>low-pass</c> is a plugin's, <c>lowPass</c> is not. Capitals
    /// make no difference there either, although they do in Lavalink.
    /// </summary>
    private const string Filters = "lavalink.server.filters.";

    /// <summary>The name as names are compared.</summary>
    public static string Of(string key)
    {
        var canonical = Squeeze(key);
        return canonical.StartsWith(Filters, StringComparison.Ordinal) && key.Split('.', 4) is [.., var filter]
            ? Filters + filter.ToLowerInvariant()
            : canonical;
    }

    /// <summary>The canonical name with its indexes left out: <c>a.b[3].c</c> is <c>a.b[].c</c>.</summary>
    public static string WithoutIndexes(string canonical) => Index().Replace(canonical, "[]");

    /// <summary>The last index in a canonical name; 0 where there is none.</summary>
    public static string LastIndexOf(string canonical) => Index().Matches(canonical) is [.., var last] ? last.Value[1..^1] : "0";

    /// <summary>The list that a canonical name leads into, or the name itself.</summary>
    public static string ListOf(string canonical) => canonical.IndexOf('[', StringComparison.Ordinal) is >= 0 and var end ? canonical[..end] : canonical;

    private static string Squeeze(string key) => string.Concat(key.Where(static c => c is not ('-' or '_'))).ToLowerInvariant();

    [GeneratedRegex(@"\[[0-9]+\]", RegexOptions.None, 1000)]
    private static partial Regex Index();
}
