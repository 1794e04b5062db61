using Fabric.Abstractions.Edge;
using Fabric.Abstractions.Presence;
using Fabric.Abstractions.Sessions;
using Fabric.Discord.Gateway;
using Fabric.Discord.Voice;
using Fabric.Grains.Cluster;
using Fabric.Grains.Ingest;
using Fabric.Grains.Player;
using Fabric.Grains.Presence;
using Fabric.Grains.Session;
using Fabric.Grains.State;
using Fabric.Grains.Tracks;
using Fabric.Media.Players;
using Fabric.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;

namespace Fabric.Grains;

/// <summary>Registers what the grains need.</summary>
public static class GrainsServiceCollectionExtensions
{
    /// <summary>Adds the grains' services. Bots are added as <see cref="BotOptions" />.</summary>
    public static IServiceCollection AddFabricGrains(this IServiceCollection services)
    {
        services.AddHttpClient();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRandomSource, SystemRandomSource>();
        services.TryAddSingleton<IGatewaySocketFactory, WebSocketFactory>();
        services.TryAddSingleton<GatewayMetrics>();
        services.AddOptions<PresenceOptions>().BindConfiguration(PresenceOptions.SectionName).ValidateOnStart();
        services.AddOptions<FailoverOptions>().BindConfiguration(FailoverOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FailoverOptions>, FailoverOptionsValidator>());
        services.TryAddSingleton<SoleSilo>();
        services.TryAddSingleton<ISiloLease>(static provider => provider.GetRequiredService<SoleSilo>());
        services.TryAddSingleton<ITakeover>(static provider => provider.GetRequiredService<SoleSilo>());
        services.TryAddSingleton<SiloProbes>();
        services.TryAddSingleton<LocalEntities>();
        services.TryAddSingleton<BotRegistry>();
        services.TryAddSingleton<LocalGateways>();
        services.TryAddSingleton(static provider =>
            new PresenceIndexes(user => provider.GetRequiredService<IGrainFactory>().GetGrain<IPresenceIndexGrain>(PresenceIndexKey.Of(user))));
        services.AddSingleton<IReactivator, ShardReactivator>();
        services.AddSingleton<IReactivator, SessionReactivator>();
        services.TryAddSingleton<GatewayStandings>();
        services.TryAddSingleton(MediaSources.None);
        services.TryAddSingleton<ITrackLoader, TrackLoader>();
        services.AddHostedService<Watchdog>();
        return services.AddFabricPlayers().AddSingleton<ShardHost>();
    }

    /// <summary>Adds what players need. Track sources, an engine and a way to Discord's voice servers may be added before.</summary>
    private static IServiceCollection AddFabricPlayers(this IServiceCollection services)
    {
        services.TryAddSingleton<IPlayerEngine, ClockEngine>();
        services.TryAddSingleton<IVoiceConnector, UnsentVoiceConnector>();
        services.TryAddSingleton(static provider =>
            new PlayerSessions(session => provider.GetRequiredService<IGrainFactory>().GetGrain<ISessionGrain>(SessionKey.Of(session))));
        services.AddSingleton<IReactivator, PlayerReactivator>();
        return services.AddSingleton<PlayerHost>();
    }

    /// <summary>
    /// Has the silo run its share of the shards of all bots. To be added after the engine is: what is started last stops first, and shards are
    /// handed over while the silo still works.
    /// </summary>
    public static IServiceCollection AddFabricIngest(this IServiceCollection services)
    {
        services.TryAddSingleton<IngestStanding>();
        return services.AddHostedService<IngestAgent>();
    }

    /// <summary>
    /// Has the process hold a lease by the store of <see cref="GrainStores.Leases" />, which it shares with other silos. To be added before the
    /// engine is: what is started first stops last, and the lease is given up when no grain is active any more.
    /// </summary>
    public static IServiceCollection AddSiloLease(this IServiceCollection services)
    {
        services.AddSingleton(static provider => new SiloLease(
            provider.GetRequiredService<ILocalSiloDetails>().SiloAddress.ToId(),
            provider.GetRequiredService<IOptions<FailoverOptions>>().Value,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ISiloLease>(static provider => provider.GetRequiredService<SiloLease>());
        services.AddSingleton<SiloRecords>();
        services.AddSingleton<ActiveSilos>();
        services.TryAddSingleton<ISiloPorts, SiloPorts>();
        services.AddHostedService<LeaseKeeper>();
        services.AddSingleton<SiloWatch>();
        services.AddSingleton<ITakeover>(static provider => provider.GetRequiredService<SiloWatch>());
        return services.AddHostedService(static provider => provider.GetRequiredService<SiloWatch>());
    }
}
