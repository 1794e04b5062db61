namespace Fabric.FakeDiscord.Gateway;

/// <summary>Counts a connection's client events over the last 60 s, heartbeats included. Used by one reader.</summary>
internal sealed class ClientEventWindow(int limit, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    private readonly Queue<long> _events = new();

    /// <summary>False when this event is one too many.</summary>
    public bool TryCount()
    {
        while (_events.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Window)
        {
            _events.Dequeue();
        }

        _events.Enqueue(time.GetTimestamp());
        return _events.Count <= limit;
    }
}
