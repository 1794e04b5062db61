namespace Fabric.Bench.Figures;

/// <summary>One measured number.</summary>
/// <param name="Name">What was measured, the same from run to run.</param>
/// <param name="Value">The measurement, in <paramref name="Unit"/>.</param>
/// <param name="Unit">For instance <c>µs</c>, <c>/s</c>, <c>bytes</c>, <c>x</c> for a ratio.</param>
/// <param name="Target">What is aimed at, in the same unit; null for a figure that is only a yardstick.</param>
/// <param name="Better">Whether the value should stay under the target or over it.</param>
internal sealed record Figure(string Name, double Value, string Unit, double? Target, Better Better)
{
    /// <summary>Whether the target is met; null where there is none.</summary>
    public bool? Met => Target is not { } target ? null : Better == Better.Lower ? Value <= target : Value >= target;
}
