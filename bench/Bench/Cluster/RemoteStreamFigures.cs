using System.Diagnostics;
using Fabric.Bench.Figures;
using Fabric.Engine.Silo.Grains;
using Orleans;
using Orleans.Runtime;
using Orleans.Streams;

namespace Fabric.Bench.Cluster;

/// <summary>From a call that makes a grain publish, to the item's arrival at a subscriber in another process: the engine's share of a presence change.</summary>
internal static class RemoteStreamFigures
{
    private const int Items = 500;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task<IEnumerable<Figure>> MeasureAsync(string connection)
    {
        await using var cluster = await SiloCluster.StartAsync(connection, 2);
        var arrived = new SemaphoreSlim(0);
        await cluster.Client.GetStreamProvider(Stores.Streams).GetStream<Mutable>(StreamId.Create("tests", "bench")).SubscribeAsync((_, _) =>
        {
            arrived.Release();
            return Task.CompletedTask;
        });
        var samples = new List<double>();
        for (var number = 0; number < Items; number++)
        {
            // Eight publishers, some on either silo.
            var publisher = cluster.Client.GetGrain<IPublisherGrain>($"bench/{number % 8}");
            var start = Stopwatch.GetTimestamp();
            var published = publisher.PublishAsync("bench", number, 1);
            if (!await arrived.WaitAsync(Limit))
            {
                throw new TimeoutException($"Item {number} of the stream did not arrive within {Limit}.");
            }

            samples.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await published;
        }

        return [new Figure("call, publish, stream item at another process, median", Samples.Median(samples), "ms", 5, Better.Lower)];
    }
}
