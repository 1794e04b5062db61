using System.Globalization;

namespace Fabric.Abstractions.Presence;

/// <summary>The key of a <see cref="IPresenceComparerGrain" />: one of a few numbers, which spread the work over the silos.</summary>
public static class PresenceComparerKey
{
    private const int Keys = 16;

    /// <summary>The key for the batch with a number.</summary>
    public static string OfBatch(int batch) => (batch % Keys).ToString(CultureInfo.InvariantCulture);
}
