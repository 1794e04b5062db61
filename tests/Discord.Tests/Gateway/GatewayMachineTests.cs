using Fabric.Discord.Gateway;

namespace Fabric.Discord.Tests.Gateway;

public sealed class GatewayMachineTests
{
    private static readonly Uri ResumeUrl = new("wss://resume.example/");
    private static readonly GatewaySession Known = new("session", ResumeUrl, 41);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(40);

    private readonly SessionTracker _session = new();

    [Fact]
    public void Connects_to_the_general_address_when_there_is_no_session()
    {
        var effects = Machine().On(new GatewayInput.Started());

        effects.ShouldBe([new GatewayEffect.Connect(TimeSpan.Zero, Resume: false, null, GatewayDisconnectCause.None, null)]);
    }

    [Fact]
    public void Connects_to_the_sessions_own_address_when_there_is_one()
    {
        _session.Begin(Known);

        var effects = Machine().On(new GatewayInput.Started());

        effects.ShouldBe([new GatewayEffect.Connect(TimeSpan.Zero, Resume: true, ResumeUrl, GatewayDisconnectCause.None, null)]);
    }

    [Fact]
    public void Answers_hello_with_identify_and_a_first_heartbeat_at_a_random_part_of_the_interval()
    {
        var machine = Machine(chance: 0.25);
        Open(machine);

        var effects = machine.On(new GatewayInput.Hello(Interval));

        effects.ShouldBe([new GatewayEffect.SetTimer(TimeSpan.FromSeconds(10)), new GatewayEffect.SendIdentify()]);
    }

    [Fact]
    public void Answers_hello_with_resume_when_there_is_a_session()
    {
        _session.Begin(Known);
        var machine = Machine(chance: 0.5);
        Open(machine);

        var effects = machine.On(new GatewayInput.Hello(Interval));

        effects.ShouldBe([new GatewayEffect.SetTimer(TimeSpan.FromSeconds(20)), new GatewayEffect.SendResume(Known)]);
    }

    [Fact]
    public void Heartbeats_every_interval_while_they_are_acknowledged()
    {
        var machine = ReadyMachine();

        for (var beat = 0; beat < 3; beat++)
        {
            machine.On(new GatewayInput.TimerDue(ReaderBehind: false))
                .ShouldBe([new GatewayEffect.SendHeartbeat(), new GatewayEffect.SetTimer(Interval)]);
            machine.On(new GatewayInput.HeartbeatAcknowledged()).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Drops_a_connection_that_leaves_a_heartbeat_unanswered_and_resumes()
    {
        var machine = ReadyMachine();
        machine.On(new GatewayInput.TimerDue(ReaderBehind: false));

        var effects = machine.On(new GatewayInput.TimerDue(ReaderBehind: false));

        effects.ShouldBe([
            new GatewayEffect.CloseSocket(4900),
            new GatewayEffect.Connect(TimeSpan.Zero, Resume: true, ResumeUrl, GatewayDisconnectCause.HeartbeatLost, null),
        ]);
    }

    [Fact]
    public void Does_not_judge_a_missing_acknowledgement_while_bytes_are_still_unread()
    {
        var machine = ReadyMachine();
        machine.On(new GatewayInput.TimerDue(ReaderBehind: false));

        var effects = machine.On(new GatewayInput.TimerDue(ReaderBehind: true));

        effects.ShouldBe([new GatewayEffect.SendHeartbeat(), new GatewayEffect.SetTimer(Interval)]);
    }

    [Fact]
    public void Beats_at_once_when_Discord_asks_and_expects_no_answer_for_the_schedule()
    {
        var machine = ReadyMachine();

        machine.On(new GatewayInput.HeartbeatRequested()).ShouldBe([new GatewayEffect.SendHeartbeat()]);

        machine.On(new GatewayInput.TimerDue(ReaderBehind: false))
            .ShouldBe([new GatewayEffect.SendHeartbeat(), new GatewayEffect.SetTimer(Interval)]);
    }

    [Fact]
    public void Gives_up_a_connection_without_hello()
    {
        var machine = Machine();
        machine.On(new GatewayInput.Started());
        machine.On(new GatewayInput.SocketOpened()).ShouldBe([new GatewayEffect.SetTimer(GatewayMachine.HelloTimeout)]);

        var effects = machine.On(new GatewayInput.TimerDue(ReaderBehind: false));

        effects.ShouldBe([
            new GatewayEffect.CloseSocket(4900),
            new GatewayEffect.Connect(TimeSpan.FromSeconds(1), Resume: false, null, GatewayDisconnectCause.HelloLost, null),
        ]);
    }

    [Fact]
    public void Reconnects_and_resumes_at_once_when_Discord_asks()
    {
        var effects = ReadyMachine().On(new GatewayInput.ReconnectRequested());

        effects.ShouldBe([
            new GatewayEffect.CloseSocket(4900),
            new GatewayEffect.Connect(TimeSpan.Zero, Resume: true, ResumeUrl, GatewayDisconnectCause.ReconnectRequested, null),
        ]);
    }

    [Fact]
    public void Reconnects_when_Discord_asks_even_before_hello()
    {
        var machine = Machine();
        Open(machine);

        var effects = machine.On(new GatewayInput.ReconnectRequested());

        effects[^1].ShouldBe(new GatewayEffect.Connect(TimeSpan.Zero, Resume: false, null, GatewayDisconnectCause.ReconnectRequested, null));
    }

    [Fact]
    public void Slows_down_when_Discord_asks_for_reconnects_again_and_again()
    {
        var machine = ReadyMachine();
        var delays = new List<double>();

        for (var round = 0; round < 4; round++)
        {
            delays.Add(ConnectOf(machine.On(new GatewayInput.ReconnectRequested())).Delay.TotalSeconds);
            machine.On(new GatewayInput.SocketOpened());
        }

        delays.ShouldBe([0, 1, 2, 4]);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 3)]
    [InlineData(0.999, 4.996)]
    public void Waits_one_to_five_seconds_before_a_fresh_session_when_the_old_one_is_invalid(double chance, double seconds)
    {
        var machine = ReadyMachine(chance);

        var effects = machine.On(new GatewayInput.InvalidSession(Resumable: false));

        _session.Current.ShouldBeNull();
        effects.ShouldBe([
            new GatewayEffect.CloseSocket(4900),
            new GatewayEffect.Connect(TimeSpan.FromSeconds(seconds), Resume: false, null, GatewayDisconnectCause.InvalidSession, null),
        ]);
    }

    [Fact]
    public void Resumes_a_session_that_is_invalid_only_for_now()
    {
        var machine = ReadyMachine();

        var effects = machine.On(new GatewayInput.InvalidSession(Resumable: true));

        ConnectOf(effects).ShouldBe(
            new GatewayEffect.Connect(TimeSpan.FromSeconds(1), Resume: true, ResumeUrl, GatewayDisconnectCause.InvalidSession, null));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(1000, true)]
    [InlineData(1001, true)]
    [InlineData(1006, true)]
    [InlineData(1011, true)]
    [InlineData(4000, true)]
    [InlineData(4001, true)]
    [InlineData(4002, true)]
    [InlineData(4003, false)]
    [InlineData(4005, true)]
    [InlineData(4007, false)]
    [InlineData(4008, true)]
    [InlineData(4009, false)]
    [InlineData(4099, true)]
    public void Reconnects_after_a_close_code_and_resumes_where_the_session_lives(int? code, bool resume)
    {
        var machine = ReadyMachine();

        var effects = machine.On(new GatewayInput.SocketClosed(code));

        effects.ShouldBe([
            new GatewayEffect.Connect(
                TimeSpan.FromSeconds(1), resume, resume ? ResumeUrl : null, GatewayDisconnectCause.Closed, code),
        ]);
    }

    [Theory]
    [InlineData(4004, GatewayFatalReason.AuthenticationFailed)]
    [InlineData(4010, GatewayFatalReason.InvalidShard)]
    [InlineData(4011, GatewayFatalReason.ShardingRequired)]
    [InlineData(4012, GatewayFatalReason.InvalidApiVersion)]
    [InlineData(4013, GatewayFatalReason.InvalidIntents)]
    [InlineData(4014, GatewayFatalReason.DisallowedIntents)]
    public void Gives_up_after_a_close_code_that_forbids_reconnecting(int code, GatewayFatalReason reason)
    {
        var machine = ReadyMachine();

        var effects = machine.On(new GatewayInput.SocketClosed(code));

        effects.ShouldBe([new GatewayEffect.GiveUp(reason)]);
        machine.On(new GatewayInput.Started()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(4001)]
    [InlineData(4002)]
    [InlineData(null)]
    public void Resumes_once_after_a_misunderstanding_and_starts_afresh_when_it_happens_again(int? code)
    {
        GatewayInput misunderstanding = code is null ? new GatewayInput.BadFrame() : new GatewayInput.SocketClosed(code);
        var machine = ReadyMachine();

        var first = ConnectOf(machine.On(misunderstanding));
        Open(machine);
        machine.On(new GatewayInput.Hello(Interval));
        var second = ConnectOf(machine.On(misunderstanding));

        first.Resume.ShouldBeTrue();
        second.Resume.ShouldBeFalse();
    }

    [Fact]
    public void Resumes_after_each_misunderstanding_when_the_session_went_on_in_between()
    {
        var machine = ReadyMachine();

        for (var round = 0; round < 3; round++)
        {
            ConnectOf(machine.On(new GatewayInput.BadFrame())).Resume.ShouldBeTrue();
            Open(machine);
            machine.On(new GatewayInput.Hello(Interval));
            machine.On(new GatewayInput.Resumed());
        }
    }

    [Fact]
    public void Backs_off_up_to_a_minute_while_no_connection_can_be_opened()
    {
        var machine = Machine(chance: 0.9999);
        machine.On(new GatewayInput.Started());

        var delays = Enumerable.Range(0, 10)
            .Select(_ => ConnectOf(machine.On(new GatewayInput.OpenFailed())).Delay.TotalSeconds).ToArray();

        delays[0].ShouldBe(1.25, 0.001);
        delays[1].ShouldBe(2.5, 0.001);
        delays[4].ShouldBe(20, 0.01);
        delays[9].ShouldBeInRange(59, 60);
    }

    [Fact]
    public void Starts_backing_off_anew_once_a_connection_has_stood_for_a_heartbeat()
    {
        var machine = ReadyMachine();
        machine.On(new GatewayInput.SocketClosed(1006));
        machine.On(new GatewayInput.SocketOpened());
        machine.On(new GatewayInput.Hello(Interval));
        machine.On(new GatewayInput.Resumed());
        machine.On(new GatewayInput.TimerDue(ReaderBehind: false));
        machine.On(new GatewayInput.HeartbeatAcknowledged());

        var effects = machine.On(new GatewayInput.SocketClosed(1006));

        ConnectOf(effects).Delay.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Tries_the_general_address_when_the_sessions_own_stays_unreachable()
    {
        _session.Begin(Known);
        var machine = Machine();
        machine.On(new GatewayInput.Started());

        var urls = Enumerable.Range(0, 4).Select(_ => ConnectOf(machine.On(new GatewayInput.OpenFailed()))).ToArray();

        urls.Select(static connect => connect.Url).ShouldBe([ResumeUrl, ResumeUrl, null, null]);
        urls.ShouldAllBe(static connect => connect.Resume);
    }

    [Fact]
    public void Leaves_the_session_resumable_when_stopped()
    {
        var machine = ReadyMachine();

        var effects = machine.On(new GatewayInput.StopRequested(EndSession: false));

        effects.ShouldBe([new GatewayEffect.CloseSocket(4900), new GatewayEffect.Stop()]);
        _session.Exists.ShouldBeTrue();
    }

    [Fact]
    public void Closes_with_1000_only_to_end_the_session()
    {
        var machine = ReadyMachine();

        var effects = machine.On(new GatewayInput.StopRequested(EndSession: true));

        effects.ShouldBe([new GatewayEffect.CloseSocket(1000), new GatewayEffect.Stop()]);
        _session.Exists.ShouldBeFalse();
    }

    [Fact]
    public void Gives_the_reader_a_moment_to_find_the_close_code_after_sending_has_failed()
    {
        var machine = ReadyMachine();

        machine.On(new GatewayInput.SendFailed()).ShouldBe([new GatewayEffect.SetTimer(GatewayMachine.CloseCodeGrace)]);

        machine.On(new GatewayInput.SocketClosed(4004)).ShouldBe([new GatewayEffect.GiveUp(GatewayFatalReason.AuthenticationFailed)]);
    }

    [Fact]
    public void Leaves_a_connection_that_cannot_be_sent_on()
    {
        var machine = ReadyMachine();
        machine.On(new GatewayInput.SendFailed());

        var effects = machine.On(new GatewayInput.TimerDue(ReaderBehind: true));

        ConnectOf(effects).Resume.ShouldBeTrue();
    }

    [Fact]
    public void Ignores_what_a_connection_says_after_it_was_left()
    {
        var machine = ReadyMachine();
        machine.On(new GatewayInput.ReconnectRequested());

        machine.On(new GatewayInput.SocketClosed(4004)).ShouldBeEmpty();
        machine.On(new GatewayInput.InvalidSession(Resumable: false)).ShouldBeEmpty();
        machine.On(new GatewayInput.TimerDue(ReaderBehind: false)).ShouldBeEmpty();

        _session.Exists.ShouldBeTrue();
    }

    private static void Open(GatewayMachine machine)
    {
        machine.On(new GatewayInput.Started());
        machine.On(new GatewayInput.SocketOpened());
    }

    private static GatewayEffect.Connect ConnectOf(GatewayEffect[] effects) => effects[^1].ShouldBeOfType<GatewayEffect.Connect>();

    private GatewayMachine Machine(double chance = 0) => new(_session, new FixedRandom(chance));

    private GatewayMachine ReadyMachine(double chance = 0)
    {
        var machine = Machine(chance);
        Open(machine);
        machine.On(new GatewayInput.Hello(Interval));
        machine.On(new GatewayInput.Ready(new GatewayReady { Session = Known, UserId = 1, Username = "bot", GuildIds = [] }));
        return machine;
    }
}
