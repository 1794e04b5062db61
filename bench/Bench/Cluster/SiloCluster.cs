using Fabric.Engine.Silo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace Fabric.Bench.Cluster;

/// <summary>Silos in processes of their own under a cluster id of their own, and a client in this process.</summary>
internal sealed class SiloCluster(string connection, string id, List<SiloProcess> silos, IHost client) : IAsyncDisposable
{
    /// <summary>As for the calls of a service that are safe to repeat.</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(3);

    public IReadOnlyList<SiloProcess> Silos => silos;

    public IClusterClient Client => client.Services.GetRequiredService<IClusterClient>();

    /// <summary>The processor time of this process and of all silos.</summary>
    public TimeSpan ProcessorTime => silos.Aggregate(Environment.CpuUsage.TotalTime, static (sum, silo) => sum + silo.ProcessorTime);

    public static async Task<SiloCluster> StartAsync(string connection, int count)
    {
        var id = Guid.NewGuid().ToString("N");
        var silos = new List<SiloProcess>();
        for (var number = 0; number < count; number++)
        {
            silos.Add(await SiloProcess.StartAsync(connection, id));
        }

        return new SiloCluster(connection, id, silos, await EngineClient.StartAsync(connection, id, ResponseTimeout));
    }

    /// <summary>A new silo in the place of one that has ended.</summary>
    public async Task ReplaceAsync(SiloProcess ended)
    {
        await ended.DisposeAsync();
        silos.Remove(ended);
        silos.Add(await SiloProcess.StartAsync(connection, id));
    }

    public async ValueTask DisposeAsync()
    {
        await client.StopAsync();
        client.Dispose();
        foreach (var silo in silos)
        {
            await silo.DisposeAsync();
        }
    }
}
