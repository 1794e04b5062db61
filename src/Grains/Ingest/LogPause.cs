namespace Fabric.Grains.Ingest;

/// <summary>Lets one of many alike lines through every 5 s, so that an outage does not fill the log. Thread-safe.</summary>
internal sealed class LogPause(TimeProvider time)
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private long? _last;

    /// <summary>Whether a line may be written now; if so, the next pause begins.</summary>
    public bool IsOver()
    {
        lock (_lock)
        {
            if (_last is { } last && time.GetElapsedTime(last) < Length)
            {
                return false;
            }

            _last = time.GetTimestamp();
            return true;
        }
    }
}
