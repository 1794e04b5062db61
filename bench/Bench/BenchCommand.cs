using Fabric.Bench.Figures;

namespace Fabric.Bench;

/// <summary>Runs the benchmark that the command line names, prints its figures and writes them to a file.</summary>
internal sealed class BenchCommand(IReadOnlyList<IBenchmark> benchmarks, TextWriter output, TextWriter errors, string reportFolder)
{
    private const int Done = 0;
    private const int Refused = 1;
    private const string Usage = "usage: ./bench.sh NAME [--only PART,PART...]";

    /// <summary>The exit status. A missed target is a finding, not a failure.</summary>
    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var (name, only) = arguments switch
        {
            [var whole] => (whole, []),
            [var some, "--only", var parts] => (some, parts.Split(',', StringSplitOptions.TrimEntries)),
            _ => ((string?)null, Array.Empty<string>()),
        };
        var benchmark = benchmarks.FirstOrDefault(benchmark => string.Equals(benchmark.Name, name, StringComparison.Ordinal));
        var unknown = benchmark is null ? [] : only.Except(benchmark.Parts, StringComparer.Ordinal).ToArray();
        if (benchmark is null || unknown.Length > 0)
        {
            await RefuseAsync(unknown.Length > 0 ? $"{name} has no part '{unknown[0]}'." : name is null ? null : $"There is no benchmark '{name}'.");
            return Refused;
        }

        var run = new BenchmarkRun(only, output, cancellationToken);
        await benchmark.MeasureAsync(run);
        await output.WriteAsync(FigureTable.Render(run.Figures));
        if (only.Length == 0)
        {
            await WriteReportAsync(benchmark, run.Figures, cancellationToken);
        }

        return Done;
    }

    /// <summary>Of whole runs only: a report must not lack figures.</summary>
    private async Task WriteReportAsync(IBenchmark benchmark, IReadOnlyList<Figure> figures, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(reportFolder);
        var path = Path.Combine(reportFolder, benchmark.Name + ".json");
        await File.WriteAllTextAsync(path, FigureReport.Render(figures), cancellationToken);
        await output.WriteLineAsync(path);
    }

    private async Task RefuseAsync(string? reason)
    {
        if (reason is not null)
        {
            await errors.WriteLineAsync(reason);
        }

        await errors.WriteLineAsync(Usage);
        foreach (var benchmark in benchmarks)
        {
            await errors.WriteLineAsync($"  {benchmark.Name,-12} {benchmark.Summary}");
            await errors.WriteLineAsync($"  {"",-12} parts: {string.Join(", ", benchmark.Parts)}");
        }
    }
}
