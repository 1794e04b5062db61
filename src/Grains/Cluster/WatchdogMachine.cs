using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;

namespace Fabric.Grains.Cluster;

/// <summary>
/// Which entities this silo brings back, and when: its share of those whose silo is lost and cleared, the audible first, so many at
/// once; what fails is tried again at growing intervals. Times are this process's clock.
/// </summary>
internal sealed class WatchdogMachine(SiloId self, FailoverOptions options)
{
    private readonly Dictionary<string, Work> _work = new(StringComparer.Ordinal);
    private int _underWay;

    /// <summary>How many are waiting or under way.</summary>
    public int Count => _work.Count;

    /// <summary>What the rows say now: what this silo has to bring back is noted, what it has not any more is left.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="alive">The silos that are alive, this one among them.</param>
    /// <param name="isCleared">Whether a silo that is not alive can act no more.</param>
    /// <param name="isHere">Whether this silo has an entity.</param>
    public void OnRows(
        IReadOnlyCollection<WatchdogRow> rows, IReadOnlyCollection<SiloId> alive, Func<SiloId, bool> isCleared, Func<string, bool> isHere)
    {
        var mine = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var isToComeBack = row.Silo == self ? !isHere(row.Entity) : isCleared(row.Silo) && EntityShare.Of(row.Entity, alive) == self;
            if (isToComeBack)
            {
                mine.Add(row.Entity);
                _work[row.Entity] = _work.TryGetValue(row.Entity, out var work) ? work with { Row = row } : new Work(row);
            }
        }

        foreach (var (entity, work) in _work)
        {
            if (!work.IsUnderWay && !mine.Contains(entity))
            {
                _work.Remove(entity);
            }
        }
    }

    /// <summary>What to begin now.</summary>
    public IReadOnlyList<WatchdogRow> Next(TimeSpan now)
    {
        if (_work.Count == 0 || _underWay >= options.ReactivationsAtOnce)
        {
            return [];
        }

        var next = _work.Values
            .Where(work => !work.IsUnderWay && now >= work.NotBefore)
            .OrderBy(static work => work.Row.Class)
            .ThenBy(static work => work.Row.Entity, StringComparer.Ordinal)
            .Take(options.ReactivationsAtOnce - _underWay)
            .Select(static work => work.Row)
            .ToArray();
        foreach (var row in next)
        {
            _work[row.Entity] = _work[row.Entity] with { IsUnderWay = true };
        }

        _underWay += next.Length;
        return next;
    }

    /// <summary>An entity lives again.</summary>
    public void OnReactivated(string entity)
    {
        if (_work.Remove(entity, out var work) && work.IsUnderWay)
        {
            _underWay--;
        }
    }

    /// <summary>An entity could not be brought back.</summary>
    public void OnFailed(string entity, TimeSpan now)
    {
        if (_work.TryGetValue(entity, out var work) && work.IsUnderWay)
        {
            _underWay--;
            var pause = options.ReactivationBackoff * Math.Pow(2, Math.Min(work.Failures, 20));
            pause = pause < options.LongestReactivationBackoff ? pause : options.LongestReactivationBackoff;
            _work[entity] = work with { IsUnderWay = false, Failures = work.Failures + 1, NotBefore = now + pause };
        }
    }

    private sealed record Work(WatchdogRow Row)
    {
        public bool IsUnderWay { get; init; }

        public int Failures { get; init; }

        public TimeSpan NotBefore { get; init; } = TimeSpan.MinValue;
    }
}
