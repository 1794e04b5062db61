using Fabric.Abstractions.Ids;

namespace Fabric.Grains.Ingest;

/// <summary>
/// Keeps what was seen of one user in order, also when some of it has to be tried again, and lets users go side by side. Turns are
/// taken in order and may end on any thread.
/// </summary>
internal sealed class UserTurns
{
    private readonly Lock _lock = new();
    private readonly Dictionary<UserId, Turn> _last = [];

    /// <summary>Those of whom something is under way.</summary>
    public UserId[] Users
    {
        get
        {
            lock (_lock)
            {
                return [.. _last.Keys];
            }
        }
    }

    /// <summary>Completes when every turn taken so far has ended.</summary>
    public Task WhenEndedAsync()
    {
        lock (_lock)
        {
            return Task.WhenAll(_last.Values.Select(static turn => turn.Ended));
        }
    }

    /// <summary>Takes the next turn of a user.</summary>
    public Turn Take(UserId user)
    {
        lock (_lock)
        {
            return _last[user] = new Turn(this, user, _last.TryGetValue(user, out var before) ? before.Ended : Task.CompletedTask);
        }
    }

    /// <summary>One turn. It must be ended, whatever happens in it.</summary>
    internal sealed class Turn(UserTurns turns, UserId user, Task begins)
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Completes when every turn before it has ended.</summary>
        public Task Begins => begins;

        public Task Ended => _ended.Task;

        public void End()
        {
            lock (turns._lock)
            {
                if (turns._last.TryGetValue(user, out var last) && last == this)
                {
                    turns._last.Remove(user);
                }
            }

            _ended.SetResult();
        }
    }
}
