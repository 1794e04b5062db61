namespace Fabric.Grains.Cluster;

/// <summary>
/// How many of a membership it takes. A silo counts itself, so of n it needs the answers of n / 2 others; without those of
/// n - n / 2 others it cannot have them. Alone it always has its majority, and nobody can take it away.
/// </summary>
internal static class Majority
{
    /// <summary>The answers of others that a silo needs.</summary>
    public static int AnswersNeeded(int members) => members / 2;

    /// <summary>The others that must refuse a silo, so that it can have no majority.</summary>
    public static int RefusalsNeeded(int members) => members - (members / 2);
}
