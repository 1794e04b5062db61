using System.Diagnostics;
using Fabric.Bench.Figures;

namespace Fabric.Bench;

/// <summary>One run of a benchmark, or of some of its parts: measures part after part, says so, and keeps the figures.</summary>
/// <param name="only">The parts that are wanted; none for all.</param>
/// <param name="output">Where each part is announced and its figures are shown as soon as they are known.</param>
/// <param name="cancellationToken">Ends the run before its next part.</param>
internal sealed class BenchmarkRun(IReadOnlyCollection<string> only, TextWriter output, CancellationToken cancellationToken)
{
    private readonly List<Figure> _figures = [];

    public IReadOnlyList<Figure> Figures => _figures;

    /// <summary>Measures a part if it is wanted.</summary>
    public async Task MeasureAsync(string part, Func<Task<IEnumerable<Figure>>> measure)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (only.Count > 0 && !only.Contains(part, StringComparer.Ordinal))
        {
            return;
        }

        await output.WriteLineAsync($"{part} ...");
        var clock = Stopwatch.StartNew();
        var figures = (await measure()).ToList();
        _figures.AddRange(figures);
        foreach (var figure in figures)
        {
            await output.WriteLineAsync($"  {figure.Name}: {FigureTable.Number(figure.Value)} {figure.Unit}");
        }

        await output.WriteLineAsync($"  done in {clock.Elapsed.TotalSeconds:0} s");
    }
}
