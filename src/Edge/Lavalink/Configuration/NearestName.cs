namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>Finds what somebody may have meant by a name that nothing has.</summary>
internal static class NearestName
{
    private const int MostEdits = 3;
    private const int LongestCompared = 100;

    /// <summary>
    /// The known key with a few letters otherwise; else the only one that ends alike, which was written in the wrong place; null where
    /// nothing is near.
    /// </summary>
    public static string? Of(string canonical)
    {
        var known = LavalinkKeys.All.Where(static key => !key.IsFamily).ToArray();
        if (canonical.Length <= LongestCompared
            && known.Select(key => (key.Name, Edits: Edits(canonical, key.Canonical))).MinBy(static near => near.Edits) is { Edits: <= MostEdits } near)
        {
            return near.Name;
        }

        var alike = known.Where(key => LastPart(key.Canonical) == LastPart(canonical)).ToArray();
        return alike is [var only] ? only.Name : null;
    }

    private static string LastPart(string name) => name[(name.LastIndexOf('.') + 1)..];

    /// <summary>How many letters must be put in, taken out or changed (Levenshtein's distance).</summary>
    private static int Edits(string one, string other)
    {
        var previous = Enumerable.Range(0, other.Length + 1).ToArray();
        var current = new int[other.Length + 1];
        for (var i = 1; i <= one.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var changed = previous[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                current[j] = Math.Min(changed, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[other.Length];
    }
}
