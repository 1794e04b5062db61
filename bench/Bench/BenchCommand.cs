using Fabric.Bench.Figures;

namespace Fabric.Bench;

/// <summary>Runs the benchmark that the command line names, prints its figures and writes them to a file.</summary>
internal sealed class BenchCommand(IReadOnlyList<IBenchmark> benchmarks, TextWriter output, TextWriter errors, string reportFolder)
{
    private const int Done = 0;
    private const int Refused = 1;

    /// <summary>The exit status. A missed target is a finding, not a failure.</summary>
    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var benchmark = arguments is [var name] ? Find(name) : null;
        if (benchmark is null)
        {
            await ListAsync(arguments);
            return Refused;
        }

        var figures = await benchmark.MeasureAsync(cancellationToken);
        await output.WriteAsync(FigureTable.Render(figures));

        Directory.CreateDirectory(reportFolder);
        var path = Path.Combine(reportFolder, benchmark.Name + ".json");
        await File.WriteAllTextAsync(path, FigureReport.Render(figures), cancellationToken);
        await output.WriteLineAsync(path);
        return Done;
    }

    private IBenchmark? Find(string name) =>
        benchmarks.FirstOrDefault(benchmark => string.Equals(benchmark.Name, name, StringComparison.Ordinal));

    private async Task ListAsync(string[] arguments)
    {
        if (arguments is [var name])
        {
            await errors.WriteLineAsync($"There is no benchmark '{name}'.");
        }

        await errors.WriteLineAsync("usage: ./bench.sh NAME");
        foreach (var benchmark in benchmarks)
        {
            await errors.WriteLineAsync($"  {benchmark.Name,-12} {benchmark.Summary}");
        }
    }
}
