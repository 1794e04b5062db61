namespace Fabric.Discord.Gateway;

/// <summary>Keeps requests for all members of one guild apart.</summary>
internal sealed class AllMembersSchedule(TimeProvider time, TimeSpan spacing)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, DateTimeOffset> _next = [];

    /// <summary>Completes when this guild's turn has come; the turn is taken.</summary>
    public Task WaitAsync(ulong guildId, CancellationToken cancellationToken)
    {
        var wait = Take(guildId);
        return wait > TimeSpan.Zero ? Task.Delay(wait, time, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>The turn was not used.</summary>
    public void GiveBack(ulong guildId)
    {
        lock (_lock)
        {
            if (_next.TryGetValue(guildId, out var next))
            {
                _next[guildId] = next - spacing;
            }
        }
    }

    private TimeSpan Take(ulong guildId)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            foreach (var past in _next.Where(entry => entry.Value <= now).Select(static entry => entry.Key).ToArray())
            {
                _next.Remove(past);
            }

            var turn = _next.GetValueOrDefault(guildId, now);
            _next[guildId] = turn + spacing;
            return turn - now;
        }
    }
}
