namespace Fabric.Edge.Lanyard.Hub;

/// <summary>The clients that follow everybody. Thread-safe.</summary>
internal sealed class SubscriberSet
{
    private readonly Lock _gate = new();
    private readonly HashSet<IPresenceSubscriber> _subscribers = [];

    public bool IsEmpty => Count == 0;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _subscribers.Count;
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

    /// <summary>Tells all, and says how many they are.</summary>
    public int Deliver(PresenceUpdate update, PresenceReach reach)
    {
        lock (_gate)
        {
            foreach (var subscriber in _subscribers)
            {
                subscriber.Deliver(update, reach);
            }

            return _subscribers.Count;
        }
    }
}
