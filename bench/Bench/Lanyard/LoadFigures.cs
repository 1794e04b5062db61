using System.Diagnostics;
using Fabric.Bench.Figures;
using Fabric.Bench.Lanyard.Servers;

namespace Fabric.Bench.Lanyard;

/// <summary>A process that starts while Discord has many members to tell of: to all of them being served.</summary>
internal static class LoadFigures
{
    private const int Users = 100_000;

    public static async Task<IEnumerable<Figure>> MeasureAsync()
    {
        var clock = Stopwatch.StartNew();
        await using var fabric = await FabricServer.BeginAsync(Users);
        var ready = clock.Elapsed;
        await fabric.ServesAllAsync();
        return
        [
            new Figure($"start with {Users:N0} members, to all served", clock.Elapsed.TotalSeconds, "s", 15, Better.Lower),
            new Figure("  to ready", ready.TotalSeconds, "s", null, Better.Lower),
        ];
    }
}
