using System.Diagnostics;
using Fabric.Bench.Figures;
using Orleans;
using Orleans.Runtime;
using Orleans.Streams;

namespace Fabric.Bench.Engine;

/// <summary>The time from publishing an item to the subscriber's having it.</summary>
internal static class StreamFigures
{
    private const int Items = 20_000;

    public static async Task<IEnumerable<Figure>> MeasureAsync(IClusterClient client)
    {
        var stream = client.GetStreamProvider(EngineHost.Streams).GetStream<Tick>(StreamId.Create("bench", "ticks"));
        var samples = new List<double>(Items);
        var arrived = new SemaphoreSlim(0);
        var subscription = await stream.SubscribeAsync((tick, _) =>
        {
            samples.Add(Stopwatch.GetElapsedTime(tick.PublishedAt).TotalMicroseconds);
            arrived.Release();
            return Task.CompletedTask;
        });
        for (var item = 0; item < Items; item++)
        {
            await stream.OnNextAsync(new Tick(Stopwatch.GetTimestamp()));
            await arrived.WaitAsync();
        }

        await subscription.UnsubscribeAsync();
        return [new Figure("stream publish to subscriber, same process, median", Samples.Median(samples), "µs", 50, Better.Lower)];
    }
}
