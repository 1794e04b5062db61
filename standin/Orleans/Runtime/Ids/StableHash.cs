namespace Orleans.Runtime;

/// <summary>FNV-1a with a final mix: small, and the same in every process and version.</summary>
internal static class StableHash
{
    private const uint OffsetBasis = 2166136261;
    private const uint Prime = 16777619;

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var hash = OffsetBasis;
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * Prime;
        }

        return Mix(hash);
    }

    public static uint Combine(uint first, uint second) => Mix((first * Prime) ^ second);

    private static uint Mix(uint hash)
    {
        hash ^= hash >> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >> 13;
        hash *= 0xc2b2ae35;
        return hash ^ (hash >> 16);
    }
}
