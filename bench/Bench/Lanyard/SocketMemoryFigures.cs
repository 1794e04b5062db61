using Fabric.Bench.Figures;
using Fabric.Bench.Lanyard.Clients;
using Fabric.Bench.Lanyard.Servers;

namespace Fabric.Bench.Lanyard;

/// <summary>What a process grows by for each socket that is open, subscribed and idle, beside the bare server's sockets; new processes each round.</summary>
internal static class SocketMemoryFigures
{
    private const int Sockets = 5_000;
    private const int WarmUp = 200;
    private const int Rounds = 3;
    private const int Users = 100;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    public static async Task<IEnumerable<Figure>> MeasureAsync()
    {
        var ours = new List<double>();
        var theirs = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            await using (var fabric = await FabricServer.StartAsync(Users))
            {
                ours.Add(await GrowthAsync(fabric, Commands.SubscribeTo(0), Broadcasts.Answers));
            }

            await using var bare = await BareKestrelProcess.StartAsync();
            theirs.Add(await GrowthAsync(bare, greeting: null, answers: 0));
        }

        return
        [
            new Figure("memory per idle subscribed socket relative to bare Kestrel", Samples.Median([.. ours.Zip(theirs, static (our, their) => our / their)]), "x", 1.5, Better.Lower),
            new Figure("  per socket", Samples.Median(ours), "bytes", null, Better.Lower),
            new Figure("  per socket, bare Kestrel", Samples.Median(theirs), "bytes", null, Better.Lower),
        ];
    }

    private static async Task<double> GrowthAsync(IMeasuredServer server, string? greeting, int answers)
    {
        (await SocketSwarm.ConnectAsync(server.Address, "/socket", WarmUp, greeting, answers)).Dispose();
        await Task.Delay(Rest, TimeProvider.System);
        var before = server.Memory;
        using var swarm = await SocketSwarm.ConnectAsync(server.Address, "/socket", Sockets, greeting, answers);
        await Task.Delay(Rest, TimeProvider.System);
        return (server.Memory - before) / (double)Sockets;
    }
}
