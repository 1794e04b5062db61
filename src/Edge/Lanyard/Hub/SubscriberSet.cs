namespace Fabric.Edge.Lanyard.Hub;

/// <summary>The clients that follow everybody. Thread-safe.</summary>
internal sealed class SubscriberSet
{
    private readonly Lock _gate = new();
    private readonly HashSet<IPresenceSubscriber> _subscribers = [];

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _subscribers.Count == 0;
            }
        }
    }

    public void Add(IPresenceSubscriber subscriber)
    {
        lock (_gate)
        {
            _subscribers.Add(subscriber);
        }
    }

    public void Remove(IPresenceSubscriber subscriber)
    {
        lock (_gate)
        {
            _subscribers.Remove(subscriber);
        }
    }

    public void Deliver(PresenceUpdate update, PresenceReach reach)
    {
        lock (_gate)
        {
            foreach (var subscriber in _subscribers)
            {
                subscriber.Deliver(update, reach);
            }
        }
    }
}
