using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Fabric.Grains.Ingest;
using Fabric.Grains.Tests.Support;

namespace Fabric.Grains.Tests.Ingest;

public sealed class UnconfirmedEffectsTests
{
    private const int Limit = 3;

    private static readonly UserId A = new(1);
    private static readonly UserId B = new(2);
    private static readonly Guid Here = Guid.NewGuid();
    private static readonly Guid Elsewhere = Guid.NewGuid();

    private readonly SequenceLedger _ledger = new();
    private readonly UnconfirmedEffects _effects = new(Limit, maxAskers: 2);
    private long _sequence;

    [Fact]
    public void There_is_nothing_to_ask_where_everything_is_durable()
    {
        _effects.TryBeginAsking().ShouldBeFalse();
        (_effects.Count, _effects.HasLost).ShouldBe((0, false));
    }

    [Fact]
    public void A_durable_answer_counts_for_what_there_was_when_it_was_asked()
    {
        Add(A);
        Add(A);
        var question = Ask();
        Add(A);

        _effects.OnAnswer(question, Durability.Durable);

        (_ledger.Durable, _effects.Count).ShouldBe((2, 1));
        _effects.OnAnswer(Ask(), Durability.Durable);
        (_ledger.Durable, _effects.Count, _effects.TryBeginAsking()).ShouldBe((3, 0, false));
    }

    [Fact]
    public void What_is_pending_is_asked_again_after_the_others()
    {
        Add(A);
        Add(B);

        var first = Ask();
        _effects.OnAnswer(first, Durability.Pending);

        (first.User, Ask().User, Ask().User).ShouldBe((A, B, A));
        _ledger.Durable.ShouldBe(0);
    }

    [Fact]
    public void A_user_is_in_one_question_at_a_time()
    {
        Add(A);
        var question = Ask();
        Add(A);

        _effects.TryBeginAsking().ShouldBeFalse();
        _effects.OnAnswer(question, Durability.Pending);
        Ask().Count.ShouldBe(2);
    }

    [Fact]
    public void There_are_no_more_askers_than_allowed_and_one_that_finds_nothing_makes_room()
    {
        Add(A);
        Add(B);
        Add(new UserId(3));

        (_effects.TryBeginAsking(), _effects.TryBeginAsking(), _effects.TryBeginAsking()).ShouldBe((true, true, false));
        (Ask().User, Ask().User, Ask().User).ShouldBe((A, B, new UserId(3)));
        _effects.TryAsk(out _).ShouldBeFalse();
        Add(new UserId(4));
        (_effects.TryBeginAsking(), _effects.TryBeginAsking()).ShouldBe((true, false));
    }

    [Fact]
    public void What_another_activation_held_is_lost_and_nothing_after_it_becomes_durable()
    {
        Add(A);
        Add(B);

        _effects.OnAnswer(Ask(), Durability.Lost);
        _effects.HasLost.ShouldBeTrue();
        _effects.OnAnswer(Ask(), Durability.Durable);

        _ledger.Durable.ShouldBe(0, "the first dispatch is to be told again");
        _effects.TryAsk(out _).ShouldBeFalse("there is nobody to ask");
    }

    [Fact]
    public void An_answer_from_another_activation_tells_that_the_first_is_gone()
    {
        Add(A);
        _effects.HasLost.ShouldBeFalse();

        Add(A, Elsewhere);

        _effects.HasLost.ShouldBeTrue();
    }

    [Fact]
    public void Effects_above_the_limit_cost_their_places_until_there_is_room()
    {
        var places = Enumerable.Range(0, 5).Select(number => Add(number < 4 ? A : B)).ToList();
        places.ShouldBe([1, 1, 1, 0, 0]);

        _effects.OnAnswer(Ask(), Durability.Durable).ShouldBe(2, "one is left of five");
        _effects.OnAnswer(Ask(), Durability.Durable).ShouldBe(0);
    }

    [Fact]
    public void Who_was_seen_in_a_guild_is_known_until_it_is_durable()
    {
        Add(A, kind: ObservationKind.Requested, guild: 7);
        Add(B, kind: ObservationKind.PresenceChanged, guild: 7);

        _effects.SeenIn(new GuildId(7)).ShouldBe([A]);
        _effects.SeenIn(new GuildId(8)).ShouldBeEmpty();
        _effects.OnAnswer(Ask(), Durability.Durable);
        _effects.SeenIn(new GuildId(7)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_place_comes_back_and_nothing_is_durable_before_its_user_was_answered(int seed)
    {
        var random = new Random(seed);
        var (open, asked) = (new SortedDictionary<long, UserId>(), new List<UnconfirmedEffects.Question>());
        var placesOut = 0;
        for (var step = 0; step < 3000 || open.Count > 0; step++)
        {
            if (step < 3000 && random.Next(2) == 0)
            {
                var user = new UserId((ulong)random.Next(5));
                placesOut += 1 - Add(user);
                open[_sequence] = user;
            }
            else if (random.Next(2) == 0 && _effects.TryBeginAsking())
            {
                asked.Add(Ask());
                _effects.TryAsk(out var second);
                if (second != default)
                {
                    asked.Add(second);
                }
            }
            else if (asked.Count > 0)
            {
                var question = asked[random.Next(asked.Count)];
                asked.Remove(question);
                var answer = random.Next(3) == 0 ? Durability.Pending : Durability.Durable;
                placesOut -= _effects.OnAnswer(question, answer);
                if (answer == Durability.Durable)
                {
                    open.Where(entry => entry.Value == question.User).Take(question.Count).ToList().ForEach(entry => open.Remove(entry.Key));
                }
            }

            while (asked.Count == 0 && _effects.TryAsk(out var next))
            {
                asked.Add(next);
            }

            (_effects.Count, placesOut).ShouldBe((open.Count, Math.Max(0, open.Count - Limit)));
            _ledger.Durable.ShouldBe(open.Count > 0 ? open.First().Key - 1 : _sequence);
        }
    }

    private UnconfirmedEffects.Question Ask()
    {
        _effects.TryAsk(out var question).ShouldBeTrue();
        return question;
    }

    private int Add(UserId user, Guid? heldBy = null, ObservationKind kind = ObservationKind.PresenceChanged, ulong guild = 1)
    {
        var observation = Users.Shows(user, "idle") with { Kind = kind, Guild = new GuildId(guild) };
        return _effects.Add(_ledger.Begin(++_sequence, effects: 1), new UserObservation(user, observation), heldBy ?? Here);
    }
}
