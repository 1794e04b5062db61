namespace Fabric.Bench;

/// <summary>One subject that <c>./bench.sh NAME</c> measures.</summary>
internal interface IBenchmark
{
    /// <summary>What it is called on the command line, and its report.</summary>
    string Name { get; }

    /// <summary>What it measures, in one line.</summary>
    string Summary { get; }

    /// <summary>What can be measured by itself, by name, in the order in which it is measured.</summary>
    IReadOnlyList<string> Parts { get; }

    /// <summary>
    /// Measures, every part by way of the run. Timings are compared with a bare baseline of the same run wherever a ratio makes sense.
    /// </summary>
    Task MeasureAsync(BenchmarkRun run);
}
