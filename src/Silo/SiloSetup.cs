using System.Net;
using System.Net.Sockets;
using Fabric.Abstractions.Edge;
using Fabric.Grains.State;
using Fabric.Storage.Sqlite;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Fabric.Silo;

/// <summary>Sets up the Orleans silo of a single-process fabric: free ports on loopback, the embedded database, the gateways' streams.</summary>
internal static class SiloSetup
{
    private static readonly TimeSpan StreamPeriod = TimeSpan.FromMilliseconds(5);

    public static void AddSilo(this IHostApplicationBuilder builder) => builder.UseOrleans(silo =>
    {
        silo.UseLocalhostClustering(FreePort(), FreePort());
        silo.AddSqliteGrainStorage(GrainStores.Default, options => builder.Configuration.GetSection(SqliteStorageOptions.SectionName).Bind(options));
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
