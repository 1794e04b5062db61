using Fabric.Bench.Figures;

namespace Fabric.Bench;

/// <summary>One subject that <c>./bench.sh NAME</c> measures.</summary>
internal interface IBenchmark
{
    /// <summary>What it is called on the command line, and its report.</summary>
    string Name { get; }

    /// <summary>What it measures, in one line.</summary>
    string Summary { get; }

    /// <summary>Measures. Timings are compared with a bare baseline of the same run wherever a ratio makes sense.</summary>
    Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken);
}
