using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Ingest;
using Fabric.Grains.Ingest;

namespace Fabric.Grains.Tests.Ingest;

public sealed class ShardSpreadTests
{
    private static readonly BotId Bot = new("bot");
    private static readonly SiloId A = new("a");
    private static readonly SiloId B = new("b");
    private static readonly SiloId C = new("c");

    private readonly ShardSpread _spread = new(TimeSpan.Zero);
    private readonly Dictionary<SiloId, HashSet<ShardId>> _running = [];
    private TimeSpan _now;

    [Fact]
    public void Shards_are_shared_out_evenly()
    {
        _spread.OnPlan(Bot, new BotPlan(5, null, null));

        Settle(A, B);

        Counts(A, B).ShouldBe([3, 2]);
    }

    [Fact]
    public void Nothing_is_moved_before_everybody_can_have_reported()
    {
        _spread.OnPlan(Bot, new BotPlan(4, null, null));
        Run(A, 0, 1, 2, 3);

        Round(A, B);

        Counts(A, B).ShouldBe([4, 0]);
    }

    [Fact]
    public void A_silo_that_comes_gets_its_share_a_few_at_a_time()
    {
        _spread.OnPlan(Bot, new BotPlan(20, null, null));
        Settle(A);
        Report(B);

        var orders = Report(A);
        orders.Move.Length.ShouldBe(ShardSpread.MovesAtOnce);

        CarryOut(A, orders);
        Settle(A, B);
        Counts(A, B).ShouldBe([10, 10]);
    }

    [Fact]
    public void What_is_even_stays_as_it_is()
    {
        _spread.OnPlan(Bot, new BotPlan(3, null, null));
        Settle(A, B);
        var before = Running();

        Settle(A, B);

        Running().ShouldBe(before);
        Report(A).IsSettled.ShouldBeTrue();
    }

    [Fact]
    public void A_silo_that_leaves_gives_everything_away_and_gets_nothing()
    {
        _spread.OnPlan(Bot, new BotPlan(12, null, null));
        Settle(A, B);

        var orders = Report(A, isLeaving: true);
        orders.Move.Length.ShouldBe(6);
        CarryOut(A, orders);
        Settle(B);

        Counts(A, B).ShouldBe([0, 12]);
        Report(A, isLeaving: true).Run.ShouldBeEmpty();
    }

    [Fact]
    public void The_last_silo_keeps_what_it_has()
    {
        _spread.OnPlan(Bot, new BotPlan(2, null, null));
        Settle(A);

        Report(A, isLeaving: true).Move.ShouldBeEmpty();
    }

    [Fact]
    public void What_a_lost_silo_had_is_run_by_the_others()
    {
        _spread.OnPlan(Bot, new BotPlan(6, null, null));
        Settle(A, B, C);
        _running.Remove(B);
        _spread.OnMembers(new HashSet<SiloId> { A, C });

        Settle(A, C);

        Counts(A, C).ShouldBe([3, 3]);
    }

    [Fact]
    public void A_shard_that_runs_elsewhere_than_it_was_to_is_taken_as_it_is()
    {
        _spread.OnPlan(Bot, new BotPlan(2, null, null));
        Round(A, B);
        _running[A].Clear();
        Run(B, 0, 1);

        Round(A, B);

        Counts(A, B).ShouldBe([0, 2]);
    }

    [Fact]
    public void Only_silos_that_have_a_bots_token_run_its_shards()
    {
        var other = new BotId("other");
        _spread.OnPlan(Bot, new BotPlan(1, null, null));
        _spread.OnPlan(other, new BotPlan(4, null, null));

        for (var round = 0; round < 20; round++)
        {
            Tick();
            CarryOut(A, Report(A, bots: [Bot, other]));
            CarryOut(B, Report(B, bots: [other]));
        }

        _running[A].ShouldContain(new ShardId(Bot, 0, 1));
        _running[B].ShouldAllBe(shard => shard.Bot == other);
        Counts(A, B).ShouldBe([3, 2]);
    }

    [Fact]
    public void The_next_set_runs_beside_the_one_that_serves_and_is_silent_until_that_has_ended()
    {
        _spread.OnPlan(Bot, new BotPlan(1, null, null));
        Settle(A);
        _spread.OnPlan(Bot, new BotPlan(1, 2, null));

        var orders = Report(A);
        orders.Run.ShouldBe([Shard(0, 1, answers: true), Shard(0, 2, answers: false), Shard(1, 2, answers: false)], ignoreOrder: true);
        CarryOut(A, orders);
        Report(A);
        _spread.IsNextComplete(Bot, out var next).ShouldBeTrue();
        next.ShouldBe(2);
        _spread.OnPlan(Bot, new BotPlan(2, null, null));
        orders = Report(A);
        orders.End.ShouldBe([new ShardId(Bot, 0, 1)]);
        orders.Run.ShouldBe([Shard(0, 2, answers: false), Shard(1, 2, answers: false)], ignoreOrder: true);
        CarryOut(A, orders);

        orders = Report(A);

        orders.Run.ShouldBe([Shard(0, 2, answers: true), Shard(1, 2, answers: true)], ignoreOrder: true);
        orders.IsSettled.ShouldBeTrue();
    }

    [Fact]
    public void A_set_is_not_complete_while_one_of_its_shards_is_not()
    {
        _spread.OnPlan(Bot, new BotPlan(1, 2, null));
        _spread.OnReport(new IngestReport(A, [Bot], [new RunningShard(new ShardId(Bot, 0, 2), true), new RunningShard(new ShardId(Bot, 1, 2), false)], false));

        _spread.IsNextComplete(Bot, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_move_that_comes_to_nothing_is_begun_again()
    {
        _spread.OnPlan(Bot, new BotPlan(2, null, null));
        Run(A, 0, 1);
        Report(A);
        _now += ShardSpread.Gathering;
        Report(B);
        Report(A).Move.Length.ShouldBe(1);
        Report(A).Move.ShouldBeEmpty("it is under way");

        _now += ShardSpread.MoveLimit;
        Report(A).Move.ShouldBeEmpty("not so soon");
        _now += ShardSpread.Rest;

        Report(A).Move.Length.ShouldBe(1);
    }

    [Fact]
    public void Problems_of_the_silos_own_bots_are_told()
    {
        _spread.OnPlan(Bot, new BotPlan(0, null, "no"));
        _spread.OnPlan(new BotId("other"), new BotPlan(0, null, "none of yours"));

        Report(A).Problems.ShouldBe([new BotProblem(Bot, "no")]);
    }

    private static ShardRun Shard(int index, int count, bool answers) => new(new ShardId(Bot, index, count), answers);

    /// <summary>A silo runs these, which are the whole set.</summary>
    private void Run(SiloId silo, params int[] indexes) =>
        _running[silo] = [.. indexes.Select(index => new ShardId(Bot, index, indexes.Length))];

    private void Tick() => _now += TimeSpan.FromSeconds(1);

    /// <summary>Rounds of reports, each silo doing at once what it is told, until all should be well.</summary>
    private void Settle(params SiloId[] silos)
    {
        for (var round = 0; round < 20; round++)
        {
            Round(silos);
        }
    }

    private void Round(params SiloId[] silos)
    {
        Tick();
        foreach (var silo in silos)
        {
            CarryOut(silo, Report(silo));
        }
    }

    private IngestOrders Report(SiloId silo, bool isLeaving = false, BotId[]? bots = null)
    {
        var running = _running.GetValueOrDefault(silo, []);
        _spread.OnReport(new IngestReport(silo, bots ?? [Bot], [.. running.Select(static shard => new RunningShard(shard, true))], isLeaving));
        return _spread.OrdersFor(silo, _now);
    }

    private void CarryOut(SiloId silo, IngestOrders orders)
    {
        var running = Of(silo);
        running.ExceptWith(orders.End);
        foreach (var move in orders.Move)
        {
            running.Remove(move.Run.Shard);
            Of(move.To).Add(move.Run.Shard);
        }

        running.UnionWith(orders.Run.Select(static run => run.Shard).Where(shard => !_running.Values.Any(some => some.Contains(shard))));
    }

    private HashSet<ShardId> Of(SiloId silo) => _running.TryGetValue(silo, out var running) ? running : _running[silo] = [];

    private int[] Counts(params SiloId[] silos) => [.. silos.Select(silo => _running.GetValueOrDefault(silo, []).Count)];

    private string Running() => string.Join(' ', _running.SelectMany(static entry => entry.Value.Select(shard => $"{entry.Key}:{shard}")).Order(StringComparer.Ordinal));
}
