using System.Text;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Sessions;
using Fabric.Grains.Cluster;
using Fabric.Grains.Session;
using Fabric.Protocol.Lavalink;

namespace Fabric.Grains.Tests.Session;

public sealed class SessionMachineTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private static readonly UserId Bot = new(42);
    private static readonly GuildId Guild = new(7);
    private static readonly SocketId First = new(new GatewayId("a"), Guid.NewGuid());
    private static readonly SocketId Second = new(new GatewayId("b"), Guid.NewGuid());

    private readonly SessionState _state = new();
    private SessionMachine _machine;
    private long _reports;

    public SessionMachineTests()
    {
        _machine = new SessionMachine(_state, new FailoverOptions());
        _machine.Open(new SessionOpening(Bot, "tests/1", First), Now);
        Store();
    }

    [Fact]
    public void A_session_that_does_not_resume_ends_with_its_socket()
    {
        _machine.Close(First, sent: 0, gatewayEnds: false, Now).ShouldBe(SessionClose.Ended);

        _machine.IsConnected.ShouldBeFalse();
        _machine.IsExpired(Now).ShouldBeTrue("whoever brings it back ends it");
    }

    [Fact]
    public void A_session_that_resumes_waits_for_its_timeout()
    {
        Resuming(timeout: 10);

        _machine.Close(First, sent: 0, gatewayEnds: false, Now).ShouldBe(SessionClose.Held);

        _machine.IsConnected.ShouldBeFalse();
        _machine.IsExpired(Now.AddSeconds(9.9)).ShouldBeFalse();
        _machine.IsExpired(Now.AddSeconds(10)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void A_timeout_of_nothing_ends_it_at_once(long timeout)
    {
        Resuming(timeout);

        _machine.Close(First, sent: 0, gatewayEnds: false, Now).ShouldBe(SessionClose.Ended);
    }

    [Fact]
    public void The_longest_timeout_that_a_client_can_send_is_held()
    {
        Resuming(long.MaxValue);

        _machine.Close(First, sent: 0, gatewayEnds: false, Now).ShouldBe(SessionClose.Held);

        _machine.IsExpired(Now.AddYears(5)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_gateway_that_ends_says_nothing_about_the_client(bool isResuming)
    {
        _machine.Update(new SessionUpdate { Resuming = isResuming, Timeout = 5L });

        _machine.Close(First, sent: 0, gatewayEnds: true, Now).ShouldBe(SessionClose.Held);

        _machine.IsExpired(Now.AddSeconds(59)).ShouldBeFalse();
        _machine.IsExpired(Now.AddSeconds(60)).ShouldBeTrue();
    }

    [Fact]
    public void A_gateway_that_was_only_slow_has_the_session_again()
    {
        _machine.LoseGateway(Now).ShouldBe(SessionClose.Held);
        _machine.IsConnected.ShouldBeFalse();

        _machine.IsHeldBy(First).ShouldBeTrue();

        _machine.IsConnected.ShouldBeTrue();
        _machine.IsExpired(Now.AddHours(1)).ShouldBeFalse();
    }

    [Fact]
    public void A_client_that_comes_back_takes_the_session_over_from_a_socket_that_looks_open()
    {
        _machine.TryResume(new SessionOpening(Bot, null, Second), Now, out var previous).ShouldNotBeNull();

        previous.ShouldBe(First);
        _machine.IsHeldBy(First).ShouldBeFalse();
        _machine.IsHeldBy(Second).ShouldBeTrue();
        _machine.Close(First, sent: 0, gatewayEnds: false, Now).ShouldBe(SessionClose.Nothing);
    }

    [Fact]
    public void A_client_that_comes_back_learns_how_old_its_session_is_and_how_long_it_was_away()
    {
        Resuming(600);
        _machine.Close(First, sent: 0, gatewayEnds: false, Now.AddSeconds(50));

        _machine.TryResume(new SessionOpening(Bot, null, Second), Now.AddSeconds(65), out _)
            .ShouldBe(new SessionResumption(TimeSpan.FromSeconds(65), TimeSpan.FromSeconds(15)));
        _machine.TryResume(new SessionOpening(Bot, null, First), Now.AddSeconds(70), out _)
            .ShouldBe(new SessionResumption(TimeSpan.FromSeconds(70), TimeSpan.Zero));
    }

    [Fact]
    public void Another_clock_that_is_behind_makes_no_session_younger_than_new()
    {
        _machine.Close(First, sent: 0, gatewayEnds: true, Now.AddSeconds(5));

        _machine.TryResume(new SessionOpening(Bot, null, Second), Now.AddSeconds(-5), out _)
            .ShouldBe(new SessionResumption(TimeSpan.Zero, TimeSpan.Zero));
    }

    [Fact]
    public void Another_user_does_not_get_the_session()
    {
        Resuming(60);
        _machine.Close(First, sent: 0, gatewayEnds: false, Now);

        _machine.TryResume(new SessionOpening(new UserId(43), null, Second), Now, out _).ShouldBeNull();

        _machine.IsConnected.ShouldBeFalse();
    }

    [Fact]
    public void Nobody_gets_a_session_whose_time_is_up_even_if_it_has_not_ended_yet()
    {
        Resuming(1);
        _machine.Close(First, sent: 0, gatewayEnds: false, Now);

        _machine.TryResume(new SessionOpening(Bot, null, Second), Now.AddSeconds(1), out _).ShouldBeNull();

        _machine.IsConnected.ShouldBeFalse();
        _machine.IsExpired(Now.AddSeconds(1)).ShouldBeTrue();
    }

    [Fact]
    public void What_is_set_for_resuming_stays_after_a_resume()
    {
        Resuming(30);
        _machine.Close(First, sent: 0, gatewayEnds: false, Now);

        _machine.TryResume(new SessionOpening(Bot, null, Second), Now, out _).ShouldNotBeNull();

        _machine.Info.ShouldBe(new SessionInfo(Resuming: true, 30));
        _machine.Close(Second, sent: 0, gatewayEnds: false, Now).ShouldBe(SessionClose.Held);
    }

    [Fact]
    public void An_event_is_sent_when_it_is_stored_and_what_follows_it_not_before()
    {
        Report(Event("start"), Update("position"));
        _machine.TakeSendable().ShouldBeEmpty();

        Store();

        _machine.TakeSendable().Select(static message => (message.Number, message.IsLogged, Text(message.Json)))
            .ShouldBe([(1, true, "start"), (1, false, "position")]);
    }

    [Fact]
    public void Events_wait_in_order_for_a_client_that_is_away_and_updates_do_not()
    {
        Resuming(60);
        _machine.Close(First, sent: 0, gatewayEnds: false, Now);

        Report(Event("one"), Update("position"));
        Report(Event("two"));
        Store();

        _machine.TakeSendable().ShouldBeEmpty();
        Texts(_machine.Read(0)).ShouldBe(["one", "two"]);
    }

    [Fact]
    public void What_was_acknowledged_is_not_kept()
    {
        Report(Event("one"));
        Report(Event("two"));
        Store();

        _machine.Acknowledge(1).ShouldBeTrue();
        _machine.Acknowledge(1).ShouldBeFalse();

        Texts(_machine.Read(0)).ShouldBe(["two"]);
        _machine.Read(0).Events[0].Number.ShouldBe(2);
    }

    [Fact]
    public void A_report_that_comes_again_is_taken_once_also_by_the_next_silo()
    {
        var report = new PlayerReport(Epoch: 1, Number: 1, IsPlaying: true, [Event("one")]);
        _machine.Take(Guild, report).ShouldBeTrue();
        _machine.Take(Guild, report).ShouldBeFalse();
        Store();

        _machine = new SessionMachine(_state, new FailoverOptions());

        _machine.Take(Guild, report).ShouldBeFalse();
        _machine.Take(Guild, report with { Epoch = 2 }).ShouldBeTrue();
        Store();
        Texts(_machine.Read(0)).ShouldBe(["one", "one"]);
    }

    [Fact]
    public void The_next_silo_has_the_log()
    {
        Report(Event("one"));
        Report(Event("two"));
        Store();
        _machine.Acknowledge(1);
        Store();

        _machine = new SessionMachine(_state, new FailoverOptions());

        Texts(_machine.Read(1)).ShouldBe(["two"]);
        Report(Event("three"));
        Store();
        _machine.Last.ShouldBe(3);
    }

    [Fact]
    public void What_a_socket_was_sent_that_is_gone_is_not_sent_again()
    {
        Resuming(3600);
        Report(Event("one"));
        Report(Event("two"));
        Store();

        _machine.Close(First, sent: 1, gatewayEnds: false, Now);

        Texts(_machine.Read(0)).ShouldBe(["two"]);
    }

    [Fact]
    public void A_log_that_nobody_reads_is_bounded()
    {
        Resuming(3600);
        _machine.Close(First, sent: 0, gatewayEnds: false, Now);
        var large = new string('x', 100_000);

        foreach (var number in Enumerable.Range(0, 50))
        {
            Report(Event($"{number}{large}"));
            Store();
        }

        _state.Events.Sum(static one => one.Length).ShouldBeLessThanOrEqualTo(2 * 1024 * 1024);
        _machine.TakeDropped().ShouldBeGreaterThan(0);
        _machine.TakeDropped().ShouldBe(0);
        Text(_state.Events[^1]).ShouldStartWith("49");
    }

    [Fact]
    public void A_long_log_is_read_in_parts_that_join()
    {
        foreach (var number in Enumerable.Range(1, 1000))
        {
            Report(Event($"{number:0000}{new string('x', 1000)}"));
        }

        Store();
        var read = new List<string>();
        long last = 0;
        var parts = 0;
        while (_machine.Read(last) is { Events: [.., var end] } part)
        {
            part.Events.Select(static one => one.Number).ShouldBe(Enumerable.Range(0, part.Events.Length).Select(index => last + 1 + index));
            read.AddRange(part.Events.Select(static one => Text(one.Json)[..4]));
            (last, parts) = (end.Number, parts + 1);
        }

        read.ShouldBe(Enumerable.Range(1, 1000).Select(static number => $"{number:0000}"));
        parts.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Players_and_those_of_them_that_play_are_counted()
    {
        _machine.AddPlayer(Guild).ShouldBeTrue();
        _machine.AddPlayer(Guild).ShouldBeFalse();
        _machine.AddPlayer(new GuildId(8)).ShouldBeTrue();
        _machine.Take(Guild, new PlayerReport(1, 1, IsPlaying: true, []));
        _machine.Counts.ShouldBe(new SessionCounts(2, 1));

        _machine.RemovePlayer(Guild).ShouldBeTrue();

        _machine.Counts.ShouldBe(new SessionCounts(1, 0));
        _machine.Players.ShouldBe([new GuildId(8)]);
    }

    private static PlayerMessage Event(string text) => new(IsEvent: true, Encoding.UTF8.GetBytes(text));

    private static PlayerMessage Update(string text) => new(IsEvent: false, Encoding.UTF8.GetBytes(text));

    private static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);

    private static IEnumerable<string> Texts(SessionBacklog backlog) => backlog.Events.Select(static one => Text(one.Json));

    private void Resuming(long timeout) => _machine.Update(new SessionUpdate { Resuming = true, Timeout = timeout });

    private void Report(params PlayerMessage[] messages) => _machine.Take(Guild, new PlayerReport(1, ++_reports, IsPlaying: true, messages));

    private void Store() => _machine.OnStored(_machine.Save());
}
