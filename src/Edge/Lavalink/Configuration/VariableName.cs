using System.Collections.Frozen;

namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>
/// Names of environment variables as Spring reads them: dots are underscores, dashes are nothing or, as Lavalink's documentation has it,
/// underscores, and numbers are indexes: <c>LAVALINK_PLUGINS_0_DEPENDENCY</c> (lavalink.md §9.2).
/// </summary>
internal static class VariableName
{
    private static readonly FrozenDictionary<string, LavalinkKey> ByShape =
        LavalinkKeys.All.Where(static key => !key.IsFamily).ToFrozenDictionary(static key => key.Canonical.Replace(".", "", StringComparison.Ordinal));

    /// <summary>The key that a variable sets; null where it sets none.</summary>
    public static string? FindKey(string name)
    {
        var parts = name.ToLowerInvariant().Split('_', StringSplitOptions.RemoveEmptyEntries);
        var isIndexed = parts.Any(IsIndex);
        var shape = string.Concat(parts.Select(static part => IsIndex(part) ? "[]" : part));
        if (ByShape.GetValueOrDefault(shape) is { } known)
        {
            return WithIndexes(known.Name, parts.Where(IsIndex));
        }

        return isIndexed || ByShape.GetValueOrDefault(shape + "[]") is not { } list ? FindMember(parts) : list.Name[..^"[]".Length];
    }

    private static string? FindMember(string[] parts)
    {
        foreach (var family in LavalinkKeys.All.Where(static key => key.IsFamily))
        {
            var prefix = family.FamilyPrefix.TrimEnd('.').Split('.');
            if (parts.Length > prefix.Length && parts.AsSpan(0, prefix.Length).SequenceEqual(prefix))
            {
                return family.FamilyPrefix + string.Join(family.Setting is null ? "." : "", parts[prefix.Length..]);
            }
        }

        return null;
    }

    private static string WithIndexes(string name, IEnumerable<string> indexes)
    {
        foreach (var index in indexes)
        {
            var at = name.IndexOf("[]", StringComparison.Ordinal);
            name = $"{name[..at]}[{index}]{name[(at + 2)..]}";
        }

        return name;
    }

    private static bool IsIndex(string part) => part.All(char.IsAsciiDigit);
}
