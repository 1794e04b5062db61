using Fabric.Engine.Silo.Grains;
using Fabric.Storage;
using Fabric.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Fabric.Engine.Silo;

/// <summary>A client, in the calling process, of silos in other ones.</summary>
public static class EngineClient
{
    /// <summary>Connects a client to the silos of a cluster id.</summary>
    public static async Task<IHost> StartAsync(string connectionString, string cluster, TimeSpan responseTimeout)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client =>
        {
            client.UsePostgresClustering(options => options.ConnectionString = connectionString);
            client.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster, cluster));
            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1));
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = responseTimeout);
            client.AddMemoryStreams(Stores.Streams);
        });
        var host = builder.Build();
        await host.Services.GetRequiredService<IStorageStartup>().StartAsync(CancellationToken.None);
        await host.StartAsync();
        return host;
    }
}
