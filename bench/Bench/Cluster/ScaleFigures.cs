using Fabric.Bench.Figures;

namespace Fabric.Bench.Cluster;

/// <summary>
/// Processor time per call with more and more silos: a call costs the same wherever its grain is. With the same calls in flight over more
/// connections fewer share a packet, which is part of the cost; so it is also taken with the same number for each silo.
/// </summary>
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
            new Figure("processor time per call, 1 silo", one.Together, "µs", null, Better.Lower),
            new Figure("processor time per call, 2 silos", two.Together, "µs", null, Better.Lower),
            new Figure("processor time per call, 4 silos", four.Together, "µs", null, Better.Lower),
            new Figure("processor time per call, 4 silos relative to 1", four.Together / one.Together, "x", 1.15, Better.Lower),
            new Figure($"the same with {RemoteCallFigures.InFlight} in flight for each silo, 2 silos", two.Each, "µs", null, Better.Lower),
            new Figure($"the same with {RemoteCallFigures.InFlight} in flight for each silo, 4 silos", four.Each, "µs", null, Better.Lower),
            new Figure("  4 silos relative to 1", four.Each / one.Each, "x", 1.15, Better.Lower),
        ];
    }

    /// <summary>Microseconds per call: with so many in flight together, and with so many for each silo.</summary>
    private static async Task<(double Together, double Each)> CostAsync(string connection, int silos)
    {
        await using var cluster = await SiloCluster.StartAsync(connection, silos);
        return (await CostAsync(cluster, RemoteCallFigures.InFlight), await CostAsync(cluster, RemoteCallFigures.InFlight * silos));
    }

    private static async Task<double> CostAsync(SiloCluster cluster, int lanes)
    {
        var callsPerLane = CallsPerLane * RemoteCallFigures.InFlight / lanes;
        await RemoteCallFigures.RateAsync(cluster.Client, callsPerLane, lanes);
        var costs = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var before = cluster.ProcessorTime;
            await RemoteCallFigures.RateAsync(cluster.Client, callsPerLane, lanes);
            costs.Add((cluster.ProcessorTime - before).TotalMicroseconds / (lanes * callsPerLane));
        }

        return Samples.Median(costs);
    }
}
