namespace Fabric.Discord.Gateway;

/// <summary>Counts what a connection sends: Discord closes it with 4008 when there are more than 120 events in 60 s. Calls must not overlap.</summary>
internal sealed class OutboundWindow(TimeProvider time)
{
    public const int Limit = 120;

    /// <summary>Kept free for heartbeats.</summary>
    public const int Reserve = 5;

    public static readonly TimeSpan Length = TimeSpan.FromSeconds(60);

    private readonly Queue<long> _sent = new(Limit);

    /// <summary>Counts one more event and returns zero, or returns how long to wait before asking again. Urgent ones never wait.</summary>
    public TimeSpan TryTake(bool urgent)
    {
        var now = time.GetTimestamp();
        while (_sent.TryPeek(out var oldest) && time.GetElapsedTime(oldest, now) >= Length)
        {
            _sent.Dequeue();
        }

        if (urgent || _sent.Count < Limit - Reserve)
        {
            _sent.Enqueue(now);
            return TimeSpan.Zero;
        }

        return Length - time.GetElapsedTime(_sent.Peek(), now);
    }
}
