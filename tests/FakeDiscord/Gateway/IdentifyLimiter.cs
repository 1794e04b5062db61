namespace Fabric.FakeDiscord.Gateway;

/// <summary>
/// One identify per rate limit key (shard id modulo max_concurrency) and window, and a number of them per day.
/// Guarded by the world's lock.
/// </summary>
internal sealed class IdentifyLimiter(FakeDiscordOptions options)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly Dictionary<int, long> _lastByKey = [];
    private DateTimeOffset? _dayStart;

    public int Remaining { get; private set; } = options.SessionStartRemaining;

    public TimeSpan ResetAfter
    {
        get
        {
            Renew();
            return _dayStart is { } start ? start + Day - options.TimeProvider.GetUtcNow() : TimeSpan.Zero;
        }
    }

    /// <summary>Takes one of the day's identifies; false when there is none left.</summary>
    public bool TrySpend()
    {
        Renew();
        _dayStart ??= options.TimeProvider.GetUtcNow();
        if (Remaining == 0)
        {
            return false;
        }

        Remaining--;
        return true;
    }

    /// <summary>False when the key's last identify is too recent.</summary>
    public bool TryEnter(int shardId)
    {
        var key = shardId % options.MaxConcurrency;
        if (_lastByKey.TryGetValue(key, out var last) && options.TimeProvider.GetElapsedTime(last) < options.IdentifyWindow)
        {
            return false;
        }

        _lastByKey[key] = options.TimeProvider.GetTimestamp();
        return true;
    }

    private void Renew()
    {
        if (_dayStart is { } start && options.TimeProvider.GetUtcNow() - start >= Day)
        {
            _dayStart = null;
            Remaining = options.SessionStartTotal;
        }
    }
}
