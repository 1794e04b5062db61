using Fabric.Edge.Composition;
using Fabric.Storage;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Fabric.Gateway;

/// <summary>Composes a gateway: the edge, and a client of the cluster behind it.</summary>
internal static class GatewayHost
{
    /// <summary>A silo that joins or goes is noticed within this time.</summary>
    private static readonly TimeSpan SiloListRefresh = TimeSpan.FromSeconds(1);

    /// <summary>The application, ready to be started.</summary>
    /// <exception cref="SettingException">A setting cannot work.</exception>
    public static WebApplication Build(string[] args, StopSignals signals)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        var failedStart = builder.Logging.AddFabricFilters();

        // It says every second what SiloWait says every few.
        builder.Logging.AddFilter("Orleans.Messaging.GatewayManager", LogLevel.Error);
        Check(builder.Configuration);

        // The listeners answer, and health with them, while the client still waits for the first silo.
        builder.Services.Configure<HostOptions>(static host => host.ServicesStartConcurrently = true);
        builder.UseOrleansClient(client => AddClient(client, builder.Configuration));
        builder.Services.AddClusterId(builder.Configuration);
        builder.Services.AddFabricEdge(builder.Configuration);
        builder.Services.AddFabricOperations(builder.Configuration);
        builder.Services.AddFabricLifetime(signals);
        builder.Services.AddSingleton<Welcome>();

        var app = builder.Build();
        failedStart.EndWith(app.Lifetime.ApplicationStarted);
        app.UseFabricEdge();
        return app;
    }

    private static void AddClient(IClientBuilder client, IConfiguration configuration)
    {
        client.UseChosenClustering(StorageChoice.Of(configuration));
        client.Configure<GatewayOptions>(static options => options.GatewayListRefreshPeriod = SiloListRefresh);
        client.AddFabricStreams();
        client.Services.AddSingleton<IClientConnectionRetryFilter, SiloWait>();
    }

    private static void Check(IConfiguration configuration)
    {
        if (!StorageChoice.Of(configuration).IsShared)
        {
            throw new SettingException(
                "Storage:ConnectionString names no PostgreSQL server; a gateway finds the silos in their database: set it to the same as theirs.");
        }

        if (!configuration.GetValue("Edge:Enabled", defaultValue: true))
        {
            throw new SettingException("Edge:Enabled is 'false'; a gateway does nothing but serve clients: leave it out.");
        }
    }
}
