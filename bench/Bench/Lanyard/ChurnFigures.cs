using Fabric.Bench.Figures;
using Fabric.Bench.Lanyard.Clients;
using Fabric.Bench.Lanyard.Servers;

namespace Fabric.Bench.Lanyard;

/// <summary>Clients that come and go by the thousand: how many a second, and what of them stays in the server's memory.</summary>
internal static class ChurnFigures
{
    private const int Users = 100;
    private const int Rate = 5_000;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(8);

    public static async Task<IEnumerable<Figure>> MeasureAsync()
    {
        await using var fabric = await FabricServer.StartAsync(Users);
        var churn = new SocketChurn(fabric.Address, "/socket");

        // The first round shows what so much work needs at all; the second one what is left behind.
        await Task.Run(() => churn.Run(Duration, Rate));
        await Task.Delay(Rest, TimeProvider.System);
        var before = fabric.Memory;
        var count = await Task.Run(() => churn.Run(Duration, Rate));
        await Task.Delay(Rest, TimeProvider.System);
        return
        [
            new Figure("connects and disconnects, of 5,000 /s wanted, for 30 s", count / Duration.TotalSeconds, "/s", null, Better.Higher),
            new Figure("  memory afterwards relative to before", fabric.Memory / (double)before, "x", 1.05, Better.Lower),
        ];
    }
}
