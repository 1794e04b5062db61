using System.Net;
using System.Net.Sockets;
using Fabric.Abstractions.Edge;
using Fabric.Grains.State;
using Fabric.Storage;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Fabric.Silo;

/// <summary>Sets up the Orleans silo of a fabric on one machine: free ports on loopback, the chosen database, the gateways' streams.</summary>
internal static class SiloSetup
{
    private static readonly TimeSpan StreamPeriod = TimeSpan.FromMilliseconds(5);

    public static void AddSilo(this IHostApplicationBuilder builder) => builder.UseOrleans(silo =>
    {
        var storage = StorageChoice.Of(builder.Configuration);
        if (storage.IsShared)
        {
            silo.UseChosenClustering(storage).ConfigureEndpoints(IPAddress.Loopback, FreePort(), FreePort());
        }
        else
        {
            silo.UseLocalhostClustering(FreePort(), FreePort());
        }

        silo.AddChosenGrainStorage(GrainStores.Default, storage);
        silo.AddMemoryGrainStorage("PubSubStore");
        silo.AddMemoryStreams(EdgeStreams.Provider, streams =>
            streams.ConfigurePullingAgent(agent => agent.Configure(options => options.GetQueueMsgsTimerPeriod = StreamPeriod)));
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("fabric", "fabric"));
    });

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
