using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Streams in memory: an item goes to the queues of the subscribers there are, and is forgotten.</summary>
internal sealed class MemoryStreamProvider(string name, StreamHub hub, ILogger<MemoryStreamProvider> logger) : IStreamProvider
{
    private readonly ConcurrentDictionary<(Type Item, StreamId Id), object> _streams = new();

    public string Name => name;

    public bool IsRewindable => false;

    public ILogger Logger => logger;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) =>
        (IAsyncStream<T>)(_streams.TryGetValue((typeof(T), streamId), out var stream)
            ? stream
            : _streams.GetOrAdd((typeof(T), streamId), new MemoryStreamOf<T>(this, streamId, hub)));
}
