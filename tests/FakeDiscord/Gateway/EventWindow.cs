namespace Fabric.FakeDiscord.Gateway;

/// <summary>Counts what happened over the last stretch of time. Used by one thread at a time.</summary>
internal sealed class EventWindow(int limit, TimeSpan length, TimeProvider time)
{
    private readonly Queue<long> _events = new();

    /// <summary>How many more are within the limit now.</summary>
    public int Remaining
    {
        get
        {
            Forget();
            return Math.Max(0, limit - _events.Count);
        }
    }

    /// <summary>Until the oldest one no longer counts.</summary>
    public TimeSpan ResetAfter
    {
        get
        {
            Forget();
            return _events.TryPeek(out var oldest) ? length - time.GetElapsedTime(oldest) : TimeSpan.Zero;
        }
    }

    /// <summary>False when this event is one too many; it is counted either way.</summary>
    public bool TryCount()
    {
        Forget();
        _events.Enqueue(time.GetTimestamp());
        return _events.Count <= limit;
    }

    private void Forget()
    {
        while (_events.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= length)
        {
            _events.Dequeue();
        }
    }
}
