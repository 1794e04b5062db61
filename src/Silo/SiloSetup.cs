using System.Net;
using Fabric.Edge.Composition;
using Fabric.Grains;
using Fabric.Grains.Cluster;
using Fabric.Grains.State;
using Fabric.Protocol;
using Fabric.Silo.Cluster;
using Fabric.Storage;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Fabric.Silo;

/// <summary>
/// Sets up the Orleans silo: alone on free ports of loopback over the embedded database, or, where a connection string is set, as one of a
/// cluster around the database server.
/// </summary>
internal static class SiloSetup
{
    /// <summary>How often a silo tells the table that it lives. Of silos that were all killed at once only this tells the next ones.</summary>
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often a silo reads the table though nobody says that it has changed. One that stood still and goes on may learn only so that
    /// it was declared dead; the engine's default is a minute.
    /// </summary>
    private static readonly TimeSpan TableRefresh = TimeSpan.FromSeconds(5);

    public static void AddSilo(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<SiloClusterOptions>().Bind(builder.Configuration.GetSection(SiloClusterOptions.Section)).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<SiloClusterOptions>, SiloClusterOptionsValidator>();
        var storage = StorageChoice.Of(builder.Configuration);
        if (storage.IsShared)
        {
            builder.Services.AddSingleton<IProcessEnd, ProcessEnd>();
            builder.Services.AddSiloLease();
        }

        builder.UseOrleans(silo =>
        {
            if (storage.IsShared)
            {
                AddToCluster(silo, storage);
            }
            else
            {
                AddAlone(silo);
            }

            silo.AddChosenGrainStorage(GrainStores.Default, storage);
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddFabricStreams(isAlone: !storage.IsShared);
        });
        builder.Services.AddClusterId(builder.Configuration);
    }

    private static void AddAlone(ISiloBuilder silo)
    {
        var random = new SystemRandomSource();
        using var ours = new FreePort(IPAddress.Loopback, 0, random);
        using var gateways = new FreePort(IPAddress.Loopback, 0, random);
        silo.UseLocalhostClustering(ours.Number, gateways.Number);
    }

    private static void AddToCluster(ISiloBuilder silo, StorageChoice storage)
    {
        silo.UseChosenClustering(storage);
        silo.AddLeaseStorage(GrainStores.Leases, storage);
        silo.Services.AddSingleton<ClusterEndpoints>();
        silo.Services.AddSingleton<IConfigureOptions<EndpointOptions>>(static services => services.GetRequiredService<ClusterEndpoints>());
        silo.Services.AddOptions<ClusterMembershipOptions>().Configure<IOptions<SiloClusterOptions>>(static (membership, cluster) =>
        {
            membership.ProbeTimeout = cluster.Value.ProbeTimeout;
            membership.NumMissedProbesLimit = cluster.Value.MissedProbes;
            membership.IAmAliveTablePublishTimeout = SignOfLife;
            membership.TableRefreshTimeout = TableRefresh;
        });
        silo.Services.AddOptions<GrainTypeOptions>().PostConfigure<IOptions<SiloClusterOptions>>(
            static (offered, cluster) => SiloRoles.Restrict(offered, SiloRoles.Parse(cluster.Value.Roles)));
    }
}
