using System.Collections.Concurrent;
using Orleans.StandIn;

namespace Orleans.Streams;

/// <summary>The streams that this process has listeners for, by the key under which their items travel, and the way to other processes.</summary>
internal sealed class StreamHub
{
    private readonly ConcurrentDictionary<string, IListenedStream> _listened = new(StringComparer.Ordinal);

    /// <summary>The way to other processes; null in a process that is alone.</summary>
    public IStreamRelay? Relay { get; set; }

    /// <summary>The keys of all streams with listeners.</summary>
    public List<string> Listened => [.. _listened.Keys];

    /// <summary>A stream has its first listener here; completes when the other processes know.</summary>
    public Task AddAsync(IListenedStream stream)
    {
        _listened[stream.Key] = stream;
        return Relay?.InterestChangedAsync() ?? Task.CompletedTask;
    }

    /// <summary>A stream has lost its last listener here.</summary>
    public Task RemoveAsync(IListenedStream stream)
    {
        _listened.TryRemove(new(stream.Key, stream));
        return Relay?.InterestChangedAsync() ?? Task.CompletedTask;
    }

    /// <summary>Hands an item that came from another process to the listeners of its stream.</summary>
    public void Receive(scoped ReadOnlySpan<char> key, ref MessageReader item)
    {
        if (_listened.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var stream))
        {
            stream.Receive(ref item);
        }
    }
}
