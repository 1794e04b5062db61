using Fabric.Discord.Gateway;
using Fabric.Grains.Ingest;

namespace Fabric.Grains.Tests.Ingest;

public sealed class SequenceLedgerTests
{
    private readonly SequenceLedger _ledger = new();

    [Fact]
    public void A_dispatch_without_effects_is_durable_at_once()
    {
        _ledger.Pass(5);

        _ledger.Durable.ShouldBe(5);
    }

    [Fact]
    public void An_open_dispatch_holds_back_those_after_it()
    {
        _ledger.Reset("s", 4);
        var open = _ledger.Begin(5, effects: 2);
        _ledger.Pass(6);
        _ledger.Begin(7, effects: 1).EffectIsDurable();
        open.EffectIsDurable();
        _ledger.Durable.ShouldBe(4);

        open.EffectIsDurable();

        _ledger.Durable.ShouldBe(7);
    }

    [Fact]
    public void Dispatches_without_effects_end_with_the_last_open_one_before_them()
    {
        _ledger.Reset("s", 4);
        var (first, second) = (_ledger.Begin(5, effects: 1), _ledger.Begin(6, effects: 1));
        _ledger.Pass(7);
        _ledger.Pass(8);

        first.EffectIsDurable();
        _ledger.Durable.ShouldBe(5);
        second.EffectIsDurable();

        _ledger.Durable.ShouldBe(8);
        _ledger.Pass(9);
        _ledger.Durable.ShouldBe(9);
    }

    [Fact]
    public void What_is_still_open_from_before_a_reset_does_not_count()
    {
        var old = _ledger.Begin(500, effects: 1);
        _ledger.Reset("s", 1);
        var open = _ledger.Begin(2, effects: 1);

        old.EffectIsDurable();

        _ledger.Durable.ShouldBe(1);
        open.EffectIsDurable();
        _ledger.Durable.ShouldBe(2);
    }

    [Fact]
    public void A_dispatch_may_turn_out_to_have_more_effects()
    {
        _ledger.Reset("s", 4);
        var entry = _ledger.Begin(5, effects: 1);

        entry.Add(2);
        entry.EffectIsDurable();
        entry.EffectIsDurable();
        _ledger.Durable.ShouldBe(4);
        entry.EffectIsDurable();

        _ledger.Durable.ShouldBe(5);
    }

    [Fact]
    public void A_session_is_resumed_after_what_is_durable()
    {
        var session = new GatewaySession("s", new Uri("wss://resume.example"), 100);
        _ledger.Reset("s", 4);
        _ledger.Pass(5);

        _ledger.DurableOf(session).ShouldBe(session with { Sequence = 5 });
        _ledger.DurableOf(null).ShouldBeNull();
    }

    [Fact]
    public void A_session_that_is_not_known_yet_does_not_get_the_number_of_the_one_before()
    {
        _ledger.Reset("before", 4000);

        _ledger.DurableOf(new GatewaySession("after", null, 1)).ShouldBeNull();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_durable_number_is_the_highest_before_which_nothing_is_open(int seed)
    {
        var random = new Random(seed);
        var started = 0L;
        var (session, earlier, next) = (new List<Dispatch>(), new List<Dispatch>(), 0L);
        for (var step = 0; step < 2000; step++)
        {
            var action = random.Next(50);
            if (action == 0)
            {
                earlier.AddRange(session);
                session.Clear();
                started = next = random.Next(1000);
                _ledger.Reset("s", started);
            }
            else if (action < 25)
            {
                next += random.Next(1, 3);
                session.Add(Begin(next, random.Next(4)));
            }
            else if (session.Concat(earlier).Where(static dispatch => dispatch.Open > 0).ToList() is { Count: > 0 } open)
            {
                open[random.Next(open.Count)].FinishOne();
            }

            var durable = session.TakeWhile(static dispatch => dispatch.Open == 0).LastOrDefault()?.Sequence ?? started;
            _ledger.Durable.ShouldBe(durable, $"step {step}");
        }
    }

    [Fact]
    public async Task Effects_may_end_on_any_thread()
    {
        var entries = Enumerable.Range(1, 2000).Select(number => _ledger.Begin(number, effects: 4)).ToList();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => entries.ForEach(static entry => entry.EffectIsDurable()))));

        _ledger.Durable.ShouldBe(2000);
    }

    private Dispatch Begin(long sequence, int effects)
    {
        if (effects > 0)
        {
            return new Dispatch(sequence, _ledger.Begin(sequence, effects)) { Open = effects };
        }

        _ledger.Pass(sequence);
        return new Dispatch(sequence, Entry: null);
    }

    private sealed record Dispatch(long Sequence, SequenceLedger.Entry? Entry)
    {
        public int Open { get; set; }

        public void FinishOne()
        {
            Open--;
            Entry!.EffectIsDurable();
        }
    }
}
