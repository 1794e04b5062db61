namespace Fabric.Abstractions.Cluster;

/// <summary>A hash of text that is the same in every process and every version: FNV-1a, with its high bits mixed in.</summary>
public static class StableHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>The hash of one text after another.</summary>
    public static ulong Of(ReadOnlySpan<char> first, ReadOnlySpan<char> second = default) => Mix(Add(Add(Offset, first), second));

    private static ulong Add(ulong hash, ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            hash = (hash ^ character) * Prime;
        }

        return hash;
    }

    /// <summary>FNV leaves the high bits of short texts alike, and comparisons look at these first.</summary>
    private static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }
}
