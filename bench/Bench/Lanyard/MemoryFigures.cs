using Fabric.Bench.Figures;
using Fabric.Bench.Lanyard.Servers;

namespace Fabric.Bench.Lanyard;

/// <summary>The memory of a process that monitors many users, all of it, divided by their number.</summary>
internal static class MemoryFigures
{
    private const int Users = 200_000;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    public static async Task<IEnumerable<Figure>> MeasureAsync()
    {
        await using var fabric = await FabricServer.StartAsync(Users);
        var loaded = fabric.Memory;
        await Task.Delay(Rest, TimeProvider.System);
        return
        [
            new Figure($"memory per user, {Users:N0} monitored, all in", fabric.Memory / (double)Users, "bytes", 5 * 1024, Better.Lower),
            new Figure("  the same as soon as all were served", loaded / (double)Users, "bytes", null, Better.Lower),
        ];
    }
}
