namespace Fabric.Grains.Tests.Cluster.Model;

/// <summary>The database: compare-and-set by tag. It may be away, slow, or answer without the answer arriving.</summary>
internal sealed class Store(World world, Network network)
{
    public const string Host = "store";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Stored> _records = new(StringComparer.Ordinal);
    private int _outages;
    private long _tag;

    /// <summary>How likely an answer takes seconds.</summary>
    public double Slowness { get; set; }

    /// <summary>Sees every write that is committed.</summary>
    public Action<string, object> OnCommit { get; set; } = static (_, _) => { };

    public bool IsAway => _outages > 0;

    public void GoAway() => _outages++;

    public void ComeBack() => _outages--;

    /// <summary>Does something in the store on behalf of a process, all or nothing; or the process gives up waiting.</summary>
    public void Call<T>(Process from, Func<Store, T> operation, Action<T> onAnswer, Action onSilence)
    {
        var isOver = false;
        from.AfterLocal(Patience, () =>
        {
            if (!isOver)
            {
                isOver = true;
                onSilence();
            }
        });
        if (IsAway || !network.Carries(from.Host, Host))
        {
            return;
        }

        var life = from.Life;
        world.After(Delay(), () =>
        {
            if (IsAway)
            {
                return;
            }

            var answer = operation(this);
            if (from.Life == life && network.Carries(Host, from.Host))
            {
                from.Post(Delay(), () =>
                {
                    if (!isOver)
                    {
                        isOver = true;
                        onAnswer(answer);
                    }
                });
            }
        });
    }

    /// <summary>The record and its tag; null and 0 where there is none.</summary>
    public (T? Value, long Tag) Read<T>(string key)
        where T : class => _records.TryGetValue(key, out var stored) ? ((T)stored.Value, stored.Tag) : (null, 0);

    /// <summary>The new tag; null when the record has another than was expected.</summary>
    public long? Write(string key, object value, long expected)
    {
        var current = _records.TryGetValue(key, out var stored) ? stored.Tag : 0;
        if (current != expected)
        {
            return null;
        }

        _records[key] = new Stored(value, ++_tag);
        OnCommit(key, value);
        return _tag;
    }

    /// <summary>All records of a kind.</summary>
    public List<T> All<T>()
        where T : class
    {
        var found = new List<T>();
        foreach (var stored in _records.Values)
        {
            if (stored.Value is T value)
            {
                found.Add(value);
            }
        }

        return found;
    }

    private TimeSpan Delay() => Slowness > 0 && world.Chance(Slowness) ? world.Between(0.2, 3) : world.Between(0.0005, 0.008);

    private readonly record struct Stored(object Value, long Tag);
}
