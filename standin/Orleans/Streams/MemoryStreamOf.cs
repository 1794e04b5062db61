using System.Collections.Immutable;
using Orleans.Runtime;
using Orleans.StandIn;

namespace Orleans.Streams;

/// <summary>
/// One stream: copies an item once (its type may be immutable) and queues it for each subscriber, in the order of publishing; items for
/// subscribers in other processes leave with the relay, in the same order.
/// </summary>
internal sealed class MemoryStreamOf<T> : IAsyncStream<T>, IListenedStream
{
    private readonly Codec<T> _codec = Codecs.Get<T>();
    private readonly StreamHub _hub;
    private readonly Lock _lock = new();
    private ImmutableArray<MemoryStreamSubscription<T>> _subscriptions = [];
    private long _lastNumber;

    public MemoryStreamOf(MemoryStreamProvider provider, StreamId id, StreamHub hub)
    {
        Provider = provider;
        Id = id;
        Key = StreamKey.Of(provider.Name, id, typeof(T));
        _hub = hub;
    }

    public MemoryStreamProvider Provider { get; }

    public StreamId Id { get; }

    /// <inheritdoc />
    public string Key { get; }

    public Task OnNextAsync(T item, StreamSequenceToken? token = null)
    {
        StreamKey.Check(Key);
        if (_hub.Relay?.Publish(Key, _codec, item) != true)
        {
            Queue(_codec.IsImmutable ? item : _codec.Copy(item));
        }

        return Task.CompletedTask;
    }

    public Task OnCompletedAsync() => throw new NotSupportedException("The stand-in's memory streams do not end: subscribers unsubscribe.");

    public Task OnErrorAsync(Exception ex) => throw new NotSupportedException("The stand-in's memory streams carry items only.");

    public async Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        StreamKey.Check(Key);
        var subscription = new MemoryStreamSubscription<T>(this, observer, Activation.Current);
        bool isFirst;
        lock (_lock)
        {
            isFirst = _subscriptions.IsEmpty;
            _subscriptions = _subscriptions.Add(subscription);
        }

        if (isFirst)
        {
            await _hub.AddAsync(this);
        }

        return subscription;
    }

    public Task RemoveAsync(MemoryStreamSubscription<T> subscription)
    {
        bool isLast;
        lock (_lock)
        {
            isLast = _subscriptions.Length == 1 && _subscriptions.Contains(subscription);
            _subscriptions = _subscriptions.Remove(subscription);
        }

        return isLast ? _hub.RemoveAsync(this) : Task.CompletedTask;
    }

    /// <inheritdoc />
    public void Receive(ref MessageReader item) => Queue(_codec.Read(ref item));

    private void Queue(T item)
    {
        lock (_lock)
        {
            if (_subscriptions.IsEmpty)
            {
                return;
            }

            var number = ++_lastNumber;
            foreach (var subscription in _subscriptions)
            {
                subscription.Enqueue(item, number);
            }
        }
    }
}
