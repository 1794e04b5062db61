using System.Diagnostics.CodeAnalysis;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Ingest;

namespace Fabric.Grains.Ingest;

/// <summary>
/// Decides which silo runs which shard: each shard stays where it runs unless that silo leaves, or has two more than another that could take it.
/// Knows what was reported and nothing else; without clocks and calls.
/// </summary>
/// <param name="began">The time.</param>
internal sealed class ShardSpread(TimeSpan began)
{
    /// <summary>So many shards of one silo move at once, so that few are away at any time; those of a silo that leaves all do.</summary>
    public const int MovesAtOnce = 4;

    /// <summary>How long reports are gathered before shards are moved: whoever has just begun to decide does not know yet what runs.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromSeconds(5);

    /// <summary>How long a move may take before it counts as come to nothing.</summary>
    public static readonly TimeSpan MoveLimit = TimeSpan.FromSeconds(15);

    /// <summary>How long a shard that was moved stays, whatever the balance: a move that comes to nothing is not tried over and over.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly Dictionary<SiloId, ReportedSilo> _silos = [];
    private readonly Dictionary<BotId, BotPlan> _plans = [];
    private readonly Dictionary<ShardId, SiloId> _places = [];
    private readonly Dictionary<ShardId, Move> _moves = [];
    private readonly Dictionary<ShardId, TimeSpan> _movedAt = [];

    /// <summary>A silo has said what it runs.</summary>
    public void OnReport(IngestReport report)
    {
        var silo = _silos[report.Silo] = new ReportedSilo(report, _places.Values.Count(place => place == report.Silo));
        foreach (var shard in silo.Shards.Keys)
        {
            if (_moves.TryGetValue(shard, out var move))
            {
                EndIfArrived(shard, move, silo.Id);
            }
            else if (!_places.TryGetValue(shard, out var place) || !Runs(place, shard))
            {
                Put(shard, silo.Id);
            }
        }
    }

    /// <summary>These silos are active; of others nothing is to be expected any more.</summary>
    public void OnMembers(IReadOnlySet<SiloId> active)
    {
        RemoveWhere(_silos, entry => !active.Contains(entry.Key));
        RemoveWhere(_places, entry => !_silos.ContainsKey(entry.Value));
        RemoveWhere(_moves, entry => !_silos.ContainsKey(entry.Value.From) || !_silos.ContainsKey(entry.Value.To));
    }

    /// <summary>A bot's plan, as it is now.</summary>
    public void OnPlan(BotId bot, BotPlan plan) => _plans[bot] = plan;

    /// <summary>Whether every shard of the set that is to take over is complete, wherever it runs.</summary>
    public bool IsNextComplete(BotId bot, [NotNullWhen(true)] out int? count)
    {
        count = _plans.GetValueOrDefault(bot)?.NextCount;
        return count is { } next && Set(bot, next).All(shard => _silos.Values.Any(silo => silo.Shards.GetValueOrDefault(shard)));
    }

    /// <summary>What a silo that has reported is to do.</summary>
    public IngestOrders OrdersFor(SiloId silo, TimeSpan now)
    {
        RemoveWhere(_moves, entry => now - entry.Value.Since >= MoveLimit);
        Place();
        EmptyLeavingSilos(now);
        if (now - began >= Gathering)
        {
            Balance(now);
        }

        return Orders(_silos[silo]);
    }

    private static void RemoveWhere<TKey, TValue>(Dictionary<TKey, TValue> entries, Func<KeyValuePair<TKey, TValue>, bool> isToGo)
        where TKey : notnull
    {
        foreach (var (key, _) in entries.Where(isToGo).ToList())
        {
            entries.Remove(key);
        }
    }

    private static IEnumerable<ShardId> Set(BotId bot, int count) => Enumerable.Range(0, count).Select(index => new ShardId(bot, index, count));

    private IngestOrders Orders(ReportedSilo silo)
    {
        var run = _places.Where(entry => entry.Value == silo.Id && !_moves.ContainsKey(entry.Key) && IsWanted(entry.Key)).Select(static entry => entry.Key).ToList();
        var silent = _silos.Values.SelectMany(static one => one.Shards.Keys).Where(IsObsolete).Select(static shard => shard.Bot).ToHashSet();
        return new IngestOrders(
            [.. run.Select(shard => Run(shard, silent))],
            [.. _moves.Where(entry => entry.Value.From == silo.Id && !entry.Value.IsOrdered).Select(entry => entry.Value.Order(Run(entry.Key, silent)))],
            [.. silo.Shards.Keys.Where(IsObsolete)],
            [.. silo.Bots.Where(bot => PlanOf(bot)?.Problem is not null).Select(bot => new BotProblem(bot, _plans[bot].Problem!))],
            _moves.Count == 0 && silo.Bots.All(IsSettled) && run.TrueForAll(silo.Shards.ContainsKey) && !silo.Shards.Keys.Any(IsObsolete));
    }

    /// <summary>The set that serves answers commands, once no shard of the one before it runs anywhere.</summary>
    private ShardRun Run(ShardId shard, HashSet<BotId> silent) => new(shard, PlanOf(shard.Bot)?.Count == shard.Count && !silent.Contains(shard.Bot));

    private BotPlan? PlanOf(BotId bot) => _plans.GetValueOrDefault(bot);

    private bool IsSettled(BotId bot) => PlanOf(bot) is { NextCount: null } plan && (plan.Count > 0 || plan.Problem is not null);

    private bool IsWanted(ShardId shard) => PlanOf(shard.Bot) is { Count: > 0 } plan && (plan.Count == shard.Count || plan.NextCount == shard.Count);

    private bool IsObsolete(ShardId shard) => PlanOf(shard.Bot) is { Count: > 0 } && !IsWanted(shard);

    private bool Runs(SiloId silo, ShardId shard) => _silos.TryGetValue(silo, out var report) && report.Shards.ContainsKey(shard);

    private void Put(ShardId shard, SiloId silo)
    {
        if (_places.TryGetValue(shard, out var before))
        {
            _silos[before].Load--;
        }

        _places[shard] = silo;
        _silos[silo].Load++;
    }

    /// <summary>Those that are to run and have no place get one; those that are not any more lose theirs.</summary>
    private void Place()
    {
        RemoveWhere(_places, entry => IsObsolete(entry.Key) || !_silos[entry.Value].Bots.Contains(entry.Key.Bot));
        RemoveWhere(_moves, entry => !_places.ContainsKey(entry.Key));
        foreach (var silo in _silos.Values)
        {
            silo.Load = 0;
        }

        foreach (var place in _places.Values)
        {
            _silos[place].Load++;
        }

        foreach (var (bot, plan) in _plans)
        {
            foreach (var shard in Set(bot, plan.Count).Concat(Set(bot, plan.NextCount ?? 0)))
            {
                if (!_places.ContainsKey(shard) && LeastLoaded(bot) is { } silo)
                {
                    Put(shard, silo.Id);
                }
            }
        }
    }

    private void EmptyLeavingSilos(TimeSpan now)
    {
        foreach (var (shard, place) in _places.Where(entry => _silos[entry.Value].IsLeaving && !_moves.ContainsKey(entry.Key)).ToList())
        {
            if (LeastLoaded(shard.Bot) is { } silo)
            {
                Begin(shard, place, silo.Id, now);
            }
        }
    }

    private void Balance(TimeSpan now)
    {
        RemoveWhere(_movedAt, entry => now - entry.Value >= Rest);
        while (FindMove() is { } found)
        {
            Begin(found.Shard, _places[found.Shard], found.To, now);
        }
    }

    /// <summary>A shard of the silo that has most, to the one that has least of those that could take it.</summary>
    private (ShardId Shard, SiloId To)? FindMove()
    {
        foreach (var from in _silos.Values.Where(silo => !silo.IsLeaving && HasRoomToMove(silo.Id)).OrderByDescending(static silo => silo.Load))
        {
            foreach (var (shard, place) in _places)
            {
                if (place == from.Id && !_moves.ContainsKey(shard) && !_movedAt.ContainsKey(shard) && LeastLoaded(shard.Bot) is { } to && from.Load - to.Load >= 2)
                {
                    return (shard, to.Id);
                }
            }
        }

        return null;
    }

    private bool HasRoomToMove(SiloId silo) => _moves.Values.Count(move => move.From == silo) < MovesAtOnce;

    /// <summary>A shard that does not run where it was to run is simply somebody else's from now on.</summary>
    private void Begin(ShardId shard, SiloId from, SiloId to, TimeSpan now)
    {
        Put(shard, to);
        if (Runs(from, shard))
        {
            _moves[shard] = new Move(from, to, now);
            _movedAt[shard] = now;
        }
    }

    private void EndIfArrived(ShardId shard, Move move, SiloId reporter)
    {
        if (reporter == move.To && !Runs(move.From, shard))
        {
            _moves.Remove(shard);
        }
    }

    private ReportedSilo? LeastLoaded(BotId bot) =>
        _silos.Values.Where(silo => !silo.IsLeaving && silo.Bots.Contains(bot)).MinBy(static silo => (silo.Load, silo.Id.Value), LoadOrder);

    private static Comparer<(int Load, string Name)> LoadOrder { get; } = Comparer<(int Load, string Name)>.Create(
        static (a, b) => a.Load != b.Load ? a.Load.CompareTo(b.Load) : string.CompareOrdinal(a.Name, b.Name));

    private sealed class Move(SiloId from, SiloId to, TimeSpan since)
    {
        public SiloId From => from;

        public SiloId To => to;

        public TimeSpan Since => since;

        /// <summary>An order is given once: what has become of it is reported.</summary>
        public bool IsOrdered { get; private set; }

        public ShardMove Order(ShardRun run)
        {
            IsOrdered = true;
            return new ShardMove(run, to);
        }
    }

    private sealed class ReportedSilo(IngestReport report, int load)
    {
        public SiloId Id => report.Silo;

        public bool IsLeaving => report.IsLeaving;

        public HashSet<BotId> Bots { get; } = [.. report.Bots];

        /// <summary>What runs there, and whether it is complete.</summary>
        public Dictionary<ShardId, bool> Shards { get; } = report.Shards.ToDictionary(static one => one.Shard, static one => one.IsComplete);

        /// <summary>How many shards have their place there.</summary>
        public int Load { get; set; } = load;
    }
}
