using Fabric.Engine.Silo.Grains;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Fabric.Engine.Silo;

/// <summary>What silos of the contract's tests have in common, alone or in a cluster.</summary>
public static class EngineSetup
{
    /// <summary>Streams and the collection of idle grains.</summary>
    public static void Configure(ISiloBuilder silo)
    {
        silo.AddMemoryStreams(Stores.Streams, streams => streams.ConfigurePullingAgent(agent =>
            agent.Configure(options => options.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(5))));
        silo.Configure<GrainCollectionOptions>(options =>
        {
            options.CollectionQuantum = TimeSpan.FromSeconds(1);
            options.CollectionAge = TimeSpan.FromMinutes(5);
            options.ClassSpecificCollectionAge[typeof(ShortLivedGrain).FullName!] = TimeSpan.FromSeconds(2);
        });
    }
}
