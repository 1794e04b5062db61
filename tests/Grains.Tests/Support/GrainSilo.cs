using Fabric.Abstractions.Edge;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Fabric.Grains.Cluster;
using Fabric.Grains.Ingest;
using Fabric.Grains.State;
using Fabric.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.Streams;

namespace Fabric.Grains.Tests.Support;

/// <summary>A silo with the product's grains, over a store that outlives it.</summary>
internal sealed class GrainSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private GrainSilo(IHost host) => _host = host;

    public IClusterClient Client => _host.Services.GetRequiredService<IClusterClient>();

    public TestLease Lease => _host.Services.GetRequiredService<TestLease>();

    public TestTakeover Takeover => _host.Services.GetRequiredService<TestTakeover>();

    public LocalGateways Gateways => _host.Services.GetRequiredService<LocalGateways>();

    public LocalEntities Entities => _host.Services.GetRequiredService<LocalEntities>();

    public BotRegistry Bots => _host.Services.GetRequiredService<BotRegistry>();

    public IngestStanding Standing => _host.Services.GetRequiredService<IngestStanding>();

    /// <summary>One that runs the shards of its bots by itself.</summary>
    public static Task<GrainSilo> StartIngestingAsync(StateStore store, params BotOptions[] bots) => StartAsync(store, ingests: true, _ => { }, bots);

    public static Task<GrainSilo> StartAsync(StateStore store, params BotOptions[] bots) => StartAsync(store, ingests: false, _ => { }, bots);

    /// <summary>One with services of a test's own, which come before the product's.</summary>
    public static Task<GrainSilo> StartAsync(StateStore store, Action<IServiceCollection> configure) =>
        StartAsync(store, ingests: false, configure, bots: []);

    private static async Task<GrainSilo> StartAsync(StateStore store, bool ingests, Action<IServiceCollection> configure, BotOptions[] bots)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TestLease>();
        builder.Services.AddSingleton<ISiloLease>(static services => services.GetRequiredService<TestLease>());
        builder.Services.AddSingleton<TestTakeover>();
        builder.Services.AddSingleton<ITakeover>(static services => services.GetRequiredService<TestTakeover>());
        configure(builder.Services);
        builder.Services.AddFabricGrains();
        foreach (var bot in bots)
        {
            builder.Services.AddSingleton(bot);
        }

        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(LoopbackPort.Free(), LoopbackPort.Free());
            silo.Services.AddGrainStorage(GrainStores.Default, (_, _) => store);
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddMemoryStreams(EdgeStreams.Provider, streams => streams.ConfigurePullingAgent(agent =>
                agent.Configure(options => options.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(5))));
        });
        if (ingests)
        {
            builder.Services.AddFabricIngest();
        }

        var host = builder.Build();
        await host.StartAsync();
        return new GrainSilo(host);
    }

    public IPresenceGrain Presence(UserId user) => Client.GetGrain<IPresenceGrain>(PresenceKey.Of(user));

    public IPresenceIndexGrain IndexOf(UserId user) => Client.GetGrain<IPresenceIndexGrain>(PresenceIndexKey.Of(user));

    public IPresenceComparerGrain Comparer => Client.GetGrain<IPresenceComparerGrain>(PresenceComparerKey.OfBatch(0));

    /// <summary>Whether the index holds the user.</summary>
    public async Task<bool> IsIndexedAsync(UserId user)
    {
        var asking = new GatewayId("asking");
        var users = await IndexOf(user).FollowAllAsync(asking);
        await IndexOf(user).UnfollowAllAsync(asking);
        return users.Contains(user);
    }

    /// <summary>A gateway that hears what it is told from now on.</summary>
    public async Task<Gateway> GatewayAsync()
    {
        var gateway = new Gateway();
        await Client.GetStreamProvider(EdgeStreams.Provider).GetStream<EdgeEvent>(EdgeStreams.Of(gateway.Id)).SubscribeAsync(gateway.TakeAsync);
        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
