using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>
/// A subscriber's queue: items are handed over one at a time, in order; on the scheduler of the grain that subscribed, or on the
/// thread pool for a client. A subscriber that throws loses that item only.
/// </summary>
internal sealed partial class MemoryStreamSubscription<T>(MemoryStreamOf<T> stream, IAsyncObserver<T> observer, Activation? grain)
    : StreamSubscriptionHandle<T>, IThreadPoolWorkItem
{
    private readonly Lock _lock = new();
    private readonly Queue<(T Item, long Number)> _queue = new();
    private bool _delivering;
    private bool _ended;

    public override StreamId StreamId => stream.Id;

    public override string ProviderName => stream.Provider.Name;

    public override Guid HandleId { get; } = Guid.NewGuid();

    public override Task UnsubscribeAsync()
    {
        lock (_lock)
        {
            _ended = true;
            _queue.Clear();
        }

        return stream.RemoveAsync(this);
    }

    public void Enqueue(T item, long number)
    {
        lock (_lock)
        {
            if (_ended)
            {
                return;
            }

            _queue.Enqueue((item, number));
            if (_delivering)
            {
                return;
            }

            _delivering = true;
        }

        if (grain is null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        }
        else
        {
            _ = new TaskFactory(grain).StartNew(DeliverAsync);
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = DeliverAsync();

    private async Task DeliverAsync()
    {
        while (TryTake(out var next))
        {
            try
            {
                await observer.OnNextAsync(next.Item, new MemoryStreamToken(next.Number));
            }
#pragma warning disable CA1031 // Whatever a subscriber throws must not reach the publisher or the next item.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogSubscriberFailed(stream.Provider.Logger, exception, StreamId, next.Number);
            }
        }
    }

    private bool TryTake(out (T Item, long Number) next)
    {
        lock (_lock)
        {
            _delivering = _queue.TryDequeue(out next);
            return _delivering;
        }
    }

    [LoggerMessage(121, LogLevel.Error, "A subscriber of stream {StreamId} failed on item {Number}.")]
    private static partial void LogSubscriberFailed(ILogger logger, Exception exception, StreamId streamId, long number);
}
