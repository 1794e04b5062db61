using Fabric.Bench.Figures;

namespace Fabric.Bench.Cluster;

/// <summary>Processor time per call with more and more silos: a call costs the same wherever its grain is.</summary>
internal static class ScaleFigures
{
    private const int CallsPerLane = 4_000;
    private const int Rounds = 5;

    public static async Task<IEnumerable<Figure>> MeasureAsync(string connection)
    {
        var one = await CostAsync(connection, 1);
        var two = await CostAsync(connection, 2);
        var four = await CostAsync(connection, 4);
        return
        [
            new Figure("processor time per call, 1 silo", one, "µs", null, Better.Lower),
            new Figure("processor time per call, 2 silos", two, "µs", null, Better.Lower),
            new Figure("processor time per call, 4 silos", four, "µs", null, Better.Lower),
            new Figure("processor time per call, 4 silos relative to 1", four / one, "x", 1.15, Better.Lower),
        ];
    }

    private static async Task<double> CostAsync(string connection, int silos)
    {
        await using var cluster = await SiloCluster.StartAsync(connection, silos);
        await RemoteCallFigures.RateAsync(cluster.Client, CallsPerLane);
        var costs = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var before = cluster.ProcessorTime;
            await RemoteCallFigures.RateAsync(cluster.Client, CallsPerLane);
            costs.Add((cluster.ProcessorTime - before).TotalMicroseconds / (RemoteCallFigures.InFlight * CallsPerLane));
        }

        return Samples.Median(costs);
    }
}
