namespace Fabric.Bench.Figures;

/// <summary>Order statistics of measurements.</summary>
internal static class Samples
{
    /// <summary>The middle of the values; the mean of the two middle ones when their number is even.</summary>
    public static double Median(IReadOnlyCollection<double> values)
    {
        var sorted = Sorted(values);
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The smallest value that at least <paramref name="percent"/> percent of the values do not exceed (nearest rank).</summary>
    /// <param name="values">At least one.</param>
    /// <param name="percent">Over 0, at most 100.</param>
    public static double Percentile(IReadOnlyCollection<double> values, double percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        var sorted = Sorted(values);
        return sorted[(int)Math.Ceiling(percent / 100 * sorted.Length) - 1];
    }

    private static double[] Sorted(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
        {
            throw new ArgumentException("There are no values.", nameof(values));
        }

        return [.. values.Order()];
    }
}
