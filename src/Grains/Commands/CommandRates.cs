namespace Fabric.Grains.Commands;

/// <summary>
/// How many commands a user may give: some at once, and one every few seconds on average. What is above that is not answered, so that a bot of
/// ours cannot be made to spend Discord's limits. Thread-safe.
/// </summary>
internal sealed class CommandRates(TimeProvider time)
{
    public const int AtOnce = 5;
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    /// <summary>Above this many users those with nothing to remember are dropped.</summary>
    private const int ManyUsers = 10_000;

    private readonly Lock _lock = new();

    /// <summary>Until when each user's commands so far reach, at one in a period.</summary>
    private readonly Dictionary<ulong, TimeSpan> _until = [];

    /// <summary>Whether a user's command is carried out.</summary>
    public bool TryTake(ulong user)
    {
        var now = time.GetElapsedTime(0);
        lock (_lock)
        {
            var until = _until.TryGetValue(user, out var known) && known > now ? known : now;
            if (until - now > Period * (AtOnce - 1))
            {
                return false;
            }

            _until[user] = until + Period;
            if (_until.Count > ManyUsers)
            {
                Forget(now);
            }

            return true;
        }
    }

    private void Forget(TimeSpan now)
    {
        foreach (var user in _until.Where(one => one.Value <= now).Select(static one => one.Key).ToArray())
        {
            _until.Remove(user);
        }
    }
}
