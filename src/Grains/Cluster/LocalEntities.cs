using Fabric.Abstractions.Ids;

namespace Fabric.Grains.Cluster;

/// <summary>The entities that live in this process, or are about to. Thread-safe.</summary>
public sealed class LocalEntities
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<EntityHold>> _holds = new(StringComparer.Ordinal);

    /// <summary>One is about to live here. To be said before its epoch is raised.</summary>
    public EntityHold Hold(EntityId entity)
    {
        var name = entity.ToString();
        var hold = new EntityHold(ended => End(name, ended));
        lock (_lock)
        {
            if (!_holds.TryGetValue(name, out var holds))
            {
                _holds[name] = holds = [];
            }

            holds.Add(hold);
        }

        return hold;
    }

    /// <summary>Whether one lives here, by its text form.</summary>
    public bool Contains(string entity)
    {
        lock (_lock)
        {
            return _holds.ContainsKey(entity);
        }
    }

    /// <summary>The keys of those of a kind.</summary>
    public string[] OfKind(string kind)
    {
        lock (_lock)
        {
            return [.. _holds.Keys.Select(EntityId.Parse).Where(entity => entity.Kind == kind).Select(static entity => entity.Key)];
        }
    }

    /// <summary>Stops whatever acts for an entity here; completes when nothing does, by any claim that was made up to now.</summary>
    public Task ReleaseAsync(string entity)
    {
        EntityHold[] holds;
        lock (_lock)
        {
            holds = [.. _holds.GetValueOrDefault(entity, [])];
        }

        return Task.WhenAll(holds.Select(static hold => hold.ReleaseAsync()));
    }

    private void End(string entity, EntityHold hold)
    {
        lock (_lock)
        {
            if (_holds.TryGetValue(entity, out var holds) && holds.Remove(hold) && holds.Count == 0)
            {
                _holds.Remove(entity);
            }
        }
    }
}
