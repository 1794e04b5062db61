using System.Text;
using Fabric.Abstractions.Sessions;
using Fabric.Edge.Lavalink.Socket;

namespace Fabric.Edge.Tests.Lavalink.Socket;

public sealed class SessionFeedTests
{
    private readonly List<SessionMessage> _sent = [];

    [Fact]
    public void Sends_at_once_what_comes_in_order()
    {
        var feed = new SessionFeed(isResumed: false);

        feed.Take(Event(1), _sent);
        feed.Take(Update(1), _sent);
        feed.Take(Event(2), _sent);

        _sent.ShouldBe([Event(1), Update(1), Event(2)], Same);
        feed.WantsLog.ShouldBeFalse();
    }

    [Fact]
    public void Reads_the_log_where_a_number_is_missing_and_sends_what_waited_after_the_event_that_it_follows()
    {
        var feed = new SessionFeed(isResumed: false);

        feed.Take(Event(2), _sent);
        feed.Take(Update(2), _sent);
        feed.WantsLog.ShouldBeTrue();
        _sent.ShouldBeEmpty();
        feed.Take(Log(3, 1, 2, 3), _sent);

        _sent.ShouldBe([Event(1), Event(2), Update(2), Event(3)], Same);
        feed.WantsLog.ShouldBeFalse();
    }

    [Fact]
    public void Sends_no_event_twice_and_nothing_late()
    {
        var feed = new SessionFeed(isResumed: false);
        feed.Take(Event(1), _sent);
        feed.Take(Event(2), _sent);
        _sent.Clear();

        feed.Take(Event(1), _sent);
        feed.Take(Update(1), _sent);
        feed.Take(Log(2, 1, 2), _sent);

        _sent.ShouldBeEmpty();
    }

    [Fact]
    public void Sends_what_waits_when_the_event_arrives_late_by_itself()
    {
        var feed = new SessionFeed(isResumed: false);

        feed.Take(Update(1), _sent);
        feed.Take(Event(1), _sent);

        _sent.ShouldBe([Event(1), Update(1)], Same);
        feed.WantsLog.ShouldBeFalse();
    }

    [Fact]
    public void A_session_that_was_taken_over_has_its_log_sent_before_anything_live()
    {
        var feed = new SessionFeed(isResumed: true);

        feed.Take(Event(8), _sent);
        feed.Take(Update(8), _sent);
        _sent.ShouldBeEmpty();
        feed.Take(Log(8, 5, 6), _sent);
        feed.IsReplaying.ShouldBeTrue();
        feed.Take(Log(8, 7, 8), _sent);

        _sent.ShouldBe([Event(5), Event(6), Event(7), Event(8), Update(8)], Same);
        feed.IsReplaying.ShouldBeFalse();
    }

    [Fact]
    public void An_empty_log_tells_where_the_numbers_go_on()
    {
        var feed = new SessionFeed(isResumed: true);

        feed.Take(Log(7), _sent);
        feed.Take(Update(7), _sent);
        feed.Take(Event(8), _sent);

        _sent.ShouldBe([Update(7), Event(8)], Same);
    }

    [Fact]
    public void Holds_a_bounded_number_of_messages_that_are_not_logged()
    {
        var feed = new SessionFeed(isResumed: false);

        for (var i = 0; i < 10_000; i++)
        {
            feed.Take(Update(1), _sent);
        }

        feed.Take(Event(1), _sent);
        _sent.Count.ShouldBe(257);
    }

    /// <summary>Messages are lost, repeated and mixed up; the log is read now and then, in pieces, and forgets what was acknowledged.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_happens_on_the_way_each_event_is_sent_once_and_in_order(int seed)
    {
        var random = new Random(seed);
        var isResumed = random.Next(2) == 0;
        var (first, last) = (isResumed ? random.Next(1, 9) : 1, random.Next(10, 60));
        var feed = new SessionFeed(isResumed);
        var way = Way(random, first, last);
        var acknowledged = first - 1;

        for (var i = 0; i < way.Count || feed.WantsLog || feed.Sent < last; i++)
        {
            var told = i < way.Count ? way[i] : null;
            if (told is not null)
            {
                feed.Take(told, _sent);
            }

            if (told is null || (feed.WantsLog && random.Next(3) == 0))
            {
                feed.Take(Log(last, [.. Enumerable.Range(1, last).Where(number => number > acknowledged && number > feed.Sent).Take(7)]), _sent);
            }

            acknowledged = random.Next(2) == 0 ? Math.Max(acknowledged, (int)feed.Sent) : acknowledged;
        }

        _sent.Where(static message => message.IsLogged).Select(static message => message.Number)
            .ShouldBe(Enumerable.Range(first, last - first + 1).Select(static number => (long)number));
        var before = (long)first - 1;
        foreach (var message in _sent)
        {
            message.Number.ShouldBe(message.IsLogged ? before + 1 : before);
            before = message.Number;
        }
    }

    public static IEnumerable<TheoryDataRow<int>> Seeds() => Enumerable.Range(1, 500).Select(static seed => new TheoryDataRow<int>(seed));

    private static List<SessionMessage> Way(Random random, int first, int last)
    {
        var way = new List<SessionMessage>();
        for (var number = first; number <= last; number++)
        {
            for (var copies = random.Next(3); copies > 0; copies--)
            {
                way.Insert(Math.Max(0, way.Count - random.Next(4)), Event(number));
            }

            if (random.Next(2) == 0)
            {
                way.Insert(Math.Max(0, way.Count - random.Next(3)), Update(number));
            }
        }

        return way;
    }

    private static readonly EqualityComparer<SessionMessage> Same = EqualityComparer<SessionMessage>.Create(
        static (one, other) => one!.Number == other!.Number && one.IsLogged == other.IsLogged, static message => message.Number.GetHashCode());

    private static SessionMessage Event(long number) => new(number, IsLogged: true, Encoding.UTF8.GetBytes($"{number}"));

    private static SessionMessage Update(long number) => new(number, IsLogged: false, Encoding.UTF8.GetBytes($"{number}"));

    private static SessionBacklog Log(long last, params int[] numbers) => new([.. numbers.Select(static number => Event(number))], last, [], default);
}
