using System.Collections.Immutable;
using Orleans.Runtime;
using Orleans.StandIn;

namespace Orleans.Streams;

/// <summary>One stream: copies an item once (its type may be immutable) and queues it for each subscriber, in the order of publishing.</summary>
internal sealed class MemoryStreamOf<T>(MemoryStreamProvider provider, StreamId id) : IAsyncStream<T>
{
    private readonly Codec<T> _codec = Codecs.Get<T>();
    private readonly Lock _lock = new();
    private ImmutableArray<MemoryStreamSubscription<T>> _subscriptions = [];
    private long _lastNumber;

    public MemoryStreamProvider Provider => provider;

    public StreamId Id => id;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null)
    {
        var copy = _codec.IsImmutable ? item : _codec.Copy(item);
        lock (_lock)
        {
            var number = ++_lastNumber;
            foreach (var subscription in _subscriptions)
            {
                subscription.Enqueue(copy, number);
            }
        }

        return Task.CompletedTask;
    }

    public Task OnCompletedAsync() => throw new NotSupportedException("The stand-in's memory streams do not end: subscribers unsubscribe.");

    public Task OnErrorAsync(Exception ex) => throw new NotSupportedException("The stand-in's memory streams carry items only.");

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var subscription = new MemoryStreamSubscription<T>(this, observer, Activation.Current);
        lock (_lock)
        {
            _subscriptions = _subscriptions.Add(subscription);
        }

        return Task.FromResult<StreamSubscriptionHandle<T>>(subscription);
    }

    public void Remove(MemoryStreamSubscription<T> subscription)
    {
        lock (_lock)
        {
            _subscriptions = _subscriptions.Remove(subscription);
        }
    }
}
