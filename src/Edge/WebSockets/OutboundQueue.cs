namespace Fabric.Edge.WebSockets;

/// <summary>
/// The messages that wait for one client, within bounds. At the bound those that newer ones replace are dropped; a queue that is
/// still more than half full refuses, so that dropping stays rare. Not thread-safe.
/// </summary>
internal sealed class OutboundQueue<TMessage>(IOutboundFormat<TMessage> format, int maxMessages, long maxBytes)
    where TMessage : class
{
    /// <summary>A queue that grew beyond this gives its memory back once it is empty.</summary>
    private const int KeptCapacity = 32;

    private readonly Queue<TMessage> _messages = [];
    private long _bytes;

    public int Count => _messages.Count;

    /// <summary>Adds a message; false when the queue is full.</summary>
    public bool TryAdd(TMessage message)
    {
        var weight = format.Weight(message);
        if (!Fits(weight))
        {
            DropReplaced();
            if (_messages.Count > maxMessages / 2 || _bytes + weight > maxBytes)
            {
                return false;
            }
        }

        _bytes += weight;
        _messages.Enqueue(message);
        return true;
    }

    public bool TryTake(out TMessage? message)
    {
        if (!_messages.TryDequeue(out message))
        {
            return false;
        }

        _bytes -= format.Weight(message);
        if (_messages.Count == 0 && _messages.Capacity > KeptCapacity)
        {
            _messages.TrimExcess(0);
        }

        return true;
    }

    public void Clear()
    {
        _messages.Clear();
        _messages.TrimExcess(0);
        _bytes = 0;
    }

    private bool Fits(int weight) => _messages.Count < maxMessages && _bytes + weight <= maxBytes;

    /// <summary>Keeps the newest of each key, at the newest's place.</summary>
    private void DropReplaced()
    {
        var all = _messages.ToArray();
        var newest = new Dictionary<object, TMessage>();
        foreach (var message in all)
        {
            if (format.ReplacementKey(message) is { } key)
            {
                newest[key] = message;
            }
        }

        Clear();
        foreach (var message in all)
        {
            if (format.ReplacementKey(message) is not { } key || ReferenceEquals(newest[key], message))
            {
                _bytes += format.Weight(message);
                _messages.Enqueue(message);
            }
        }
    }
}
