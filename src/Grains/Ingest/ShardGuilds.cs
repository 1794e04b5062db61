namespace Fabric.Grains.Ingest;

/// <summary>
/// The guilds that a shard has seen members of. One that is gone stays listed until the effects of its going are durable, so that
/// whoever goes on from the stored number knows of it. Thread-safe.
/// </summary>
internal sealed class ShardGuilds
{
    private readonly Lock _lock = new();
    private readonly HashSet<ulong> _present = [];
    private readonly Dictionary<ulong, long> _goneAt = [];

    public ShardGuilds(IEnumerable<ulong> known) => _present.UnionWith(known);

    /// <summary>Those that it is in now.</summary>
    public ulong[] Present
    {
        get
        {
            lock (_lock)
            {
                return [.. _present];
            }
        }
    }

    public void Add(ulong guild)
    {
        lock (_lock)
        {
            _present.Add(guild);
            _goneAt.Remove(guild);
        }
    }

    public bool IsPresent(ulong guild)
    {
        lock (_lock)
        {
            return _present.Contains(guild);
        }
    }

    /// <summary>The dispatch with this number says that the guild is gone.</summary>
    public void Remove(ulong guild, long sequence)
    {
        lock (_lock)
        {
            if (_present.Remove(guild))
            {
                _goneAt[guild] = sequence;
            }
        }
    }

    /// <summary>A new session has begun with this number, which lists its guilds. Those known before and not listed are gone.</summary>
    public ulong[] RemoveMissing(IReadOnlyCollection<ulong> listed, long sequence)
    {
        lock (_lock)
        {
            var missing = _present.Concat(_goneAt.Keys).Except(listed).ToArray();
            _present.ExceptWith(missing);
            _goneAt.Clear();
            foreach (var guild in missing)
            {
                _goneAt[guild] = sequence;
            }

            return missing;
        }
    }

    /// <summary>What is to be stored with a durable number.</summary>
    public ulong[] AsOf(long durable)
    {
        lock (_lock)
        {
            foreach (var (guild, _) in _goneAt.Where(entry => entry.Value <= durable).ToArray())
            {
                _goneAt.Remove(guild);
            }

            return [.. _present.Concat(_goneAt.Keys).Order()];
        }
    }
}
