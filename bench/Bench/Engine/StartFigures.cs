using System.Diagnostics;
using Fabric.Bench.Figures;

namespace Fabric.Bench.Engine;

/// <summary>How long <c>./run.sh</c> takes in a built tree until the fabric serves.</summary>
internal static class StartFigures
{
    private const int Rounds = 5;
    private const string ReadyLine = "Fabric is ready";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static async Task<IEnumerable<Figure>> MeasureAsync(string dataDirectory)
    {
        var times = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            times.Add(await StartAsync(Path.Combine(dataDirectory, $"start-{round}")));
        }

        // The first round builds what is not built yet.
        return [new Figure("./run.sh from a built tree to ready", Samples.Median(times[1..]), "s", 3, Better.Lower)];
    }

    private static async Task<double> StartAsync(string dataDirectory)
    {
        string[] arguments =
        [
            "run.sh", $"--Storage:DataDirectory={dataDirectory}", "--Edge:Lanyard:Port=0", "--Edge:Lanyard:Address=127.0.0.1", "--Edge:Lavalink:Port=0", "--Operations:Listener:Port=0",
        ];
        var start = new ProcessStartInfo("bash", arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment.Remove("BOT_TOKEN");
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash did not start.");
        try
        {
            using var limit = new CancellationTokenSource(Limit);
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                if (line.StartsWith(ReadyLine, StringComparison.Ordinal))
                {
                    return clock.Elapsed.TotalSeconds;
                }
            }

            throw new InvalidOperationException("./run.sh ended before the fabric was ready.");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}
