using System.Diagnostics;
using Fabric.Protocol;

namespace Fabric.Discord.Gateway;

/// <summary>
/// The decisions of the gateway protocol, without sockets or clocks: what happened goes in, what to do comes out. Calls must not overlap.
/// </summary>
internal sealed class GatewayMachine(SessionTracker session, IRandomSource random)
{
    /// <summary>How long Discord may take to say Hello.</summary>
    public static readonly TimeSpan HelloTimeout = TimeSpan.FromSeconds(20);

    /// <summary>How long a close frame may take to be read after sending has failed.</summary>
    public static readonly TimeSpan CloseCodeGrace = TimeSpan.FromSeconds(1);

    /// <summary>After so many failures to open the session's own address, it is resumed at the general one.</summary>
    public const int FailedOpensBeforeGeneralUrl = 3;

    private const double InvalidSessionShortestSeconds = 1;
    private const double InvalidSessionSpreadSeconds = 4;

    private Phase _phase = Phase.Disconnected;
    private TimeSpan _interval;
    private bool _awaitingAcknowledgement;
    private bool _sendFailed;
    private bool _misunderstood;
    private int _attempt;
    private int _failedOpens;

    private enum Phase
    {
        Disconnected,
        AwaitingHello,
        Handshaking,
        Ready,
        Ended,
    }

    /// <summary>Whether commands may be sent.</summary>
    public bool IsReady => _phase == Phase.Ready;

    private bool IsOpen => _phase is Phase.AwaitingHello or Phase.Handshaking or Phase.Ready;

    public GatewayEffect[] On(GatewayInput input) => input switch
    {
        GatewayInput.StopRequested stop => Stop(stop.EndSession),
        GatewayInput.TokenRefused => GiveUp(GatewayFatalReason.AuthenticationFailed),
        _ when _phase == Phase.Ended => [],
        GatewayInput.Started => [ConnectNow()],
        GatewayInput.SocketOpened => Opened(),
        GatewayInput.OpenFailed => OpenFailed(),
        _ when !IsOpen => [],
        _ => OnOpen(input),
    };

    private GatewayEffect[] OnOpen(GatewayInput input) => input switch
    {
        GatewayInput.Hello hello => Hello(hello.HeartbeatInterval),
        GatewayInput.HeartbeatRequested => [new GatewayEffect.SendHeartbeat()],
        GatewayInput.HeartbeatAcknowledged => Acknowledged(),
        GatewayInput.TimerDue due => TimerDue(due.ReaderBehind),
        GatewayInput.ReconnectRequested => Leave(GatewayDisconnectCause.ReconnectRequested, DelayUnlessFirst()),
        GatewayInput.InvalidSession invalid => InvalidSession(invalid.Resumable),
        GatewayInput.Ready ready => Ready(ready.Details.Session),
        GatewayInput.Resumed => NowReady(),
        GatewayInput.BadFrame => BadFrame(),
        GatewayInput.SendFailed => SendFailed(),
        GatewayInput.SocketClosed closed => Closed(closed.Code),
        _ => throw new UnreachableException($"Unexpected {input}."),
    };

    private GatewayEffect[] Opened()
    {
        _phase = Phase.AwaitingHello;
        _awaitingAcknowledgement = false;
        _sendFailed = false;
        _failedOpens = 0;
        return [new GatewayEffect.SetTimer(HelloTimeout)];
    }

    private GatewayEffect[] OpenFailed()
    {
        _failedOpens++;
        return [Connect(GatewayDisconnectCause.OpenFailed, null, Backoff())];
    }

    private GatewayEffect[] Hello(TimeSpan interval)
    {
        if (_phase != Phase.AwaitingHello)
        {
            return [];
        }

        _phase = Phase.Handshaking;
        _interval = interval;
        GatewayEffect greeting = session.Current is { } current
            ? new GatewayEffect.SendResume(current)
            : new GatewayEffect.SendIdentify();
        return [new GatewayEffect.SetTimer(interval * random.NextDouble()), greeting];
    }

    private GatewayEffect[] TimerDue(bool readerBehind)
    {
        if (_sendFailed)
        {
            return Leave(GatewayDisconnectCause.Closed, Backoff());
        }

        if (_phase == Phase.AwaitingHello)
        {
            return Leave(GatewayDisconnectCause.HelloLost, Backoff());
        }

        if (_awaitingAcknowledgement && !readerBehind)
        {
            return Leave(GatewayDisconnectCause.HeartbeatLost, DelayUnlessFirst());
        }

        _awaitingAcknowledgement = true;
        return [new GatewayEffect.SendHeartbeat(), new GatewayEffect.SetTimer(_interval)];
    }

    /// <summary>Only a connection that has stood for a heartbeat counts as good: else a server that accepts and drops would be hammered.</summary>
    private GatewayEffect[] Acknowledged()
    {
        _awaitingAcknowledgement = false;
        if (_phase == Phase.Ready)
        {
            _attempt = 0;
        }

        return [];
    }

    private GatewayEffect[] InvalidSession(bool resumable)
    {
        if (!resumable)
        {
            session.Drop();
        }

        var wait = TimeSpan.FromSeconds(InvalidSessionShortestSeconds + (InvalidSessionSpreadSeconds * random.NextDouble()));
        var backoff = DelayUnlessFirst();
        return Leave(GatewayDisconnectCause.InvalidSession, wait > backoff ? wait : backoff);
    }

    private GatewayEffect[] Ready(GatewaySession begun)
    {
        session.Begin(begun);
        return NowReady();
    }

    private GatewayEffect[] NowReady()
    {
        _phase = Phase.Ready;
        _misunderstood = false;
        return [];
    }

    private GatewayEffect[] BadFrame()
    {
        DropSessionIfMisunderstoodAgain();
        return Leave(GatewayDisconnectCause.BadFrame, Backoff());
    }

    /// <summary>What was received before may still hold a close code that tells why, so the reader gets a moment to find it.</summary>
    private GatewayEffect[] SendFailed()
    {
        _sendFailed = true;
        return [new GatewayEffect.SetTimer(CloseCodeGrace)];
    }

    private GatewayEffect[] Closed(int? code)
    {
        if (GatewayCloseCodes.Fatal(code) is { } reason)
        {
            return GiveUp(reason);
        }

        if (GatewayCloseCodes.EndsSession(code))
        {
            session.Drop();
        }
        else if (GatewayCloseCodes.IsMisunderstanding(code))
        {
            DropSessionIfMisunderstoodAgain();
        }

        return [Connect(GatewayDisconnectCause.Closed, code, Backoff())];
    }

    private void DropSessionIfMisunderstoodAgain()
    {
        if (_misunderstood)
        {
            session.Drop();
        }

        _misunderstood = !_misunderstood;
    }

    private GatewayEffect[] GiveUp(GatewayFatalReason reason)
    {
        session.Drop();
        _phase = Phase.Ended;
        return [new GatewayEffect.GiveUp(reason)];
    }

    private GatewayEffect[] Stop(bool endSession)
    {
        var wasOpen = IsOpen;
        _phase = Phase.Ended;
        if (endSession)
        {
            session.Drop();
        }

        var code = endSession ? GatewayCloseCodes.EndSession : GatewayCloseCodes.KeepSession;
        return wasOpen ? [new GatewayEffect.CloseSocket(code), new GatewayEffect.Stop()] : [new GatewayEffect.Stop()];
    }

    private GatewayEffect[] Leave(GatewayDisconnectCause cause, TimeSpan delay) =>
        [new GatewayEffect.CloseSocket(GatewayCloseCodes.KeepSession), Connect(cause, null, delay)];

    private GatewayEffect.Connect ConnectNow() => Connect(GatewayDisconnectCause.None, null, TimeSpan.Zero);

    private GatewayEffect.Connect Connect(GatewayDisconnectCause cause, int? closeCode, TimeSpan delay)
    {
        _phase = Phase.Disconnected;
        var url = _failedOpens < FailedOpensBeforeGeneralUrl ? session.Current?.ResumeUrl : null;
        return new GatewayEffect.Connect(delay, session.Exists, url, cause, closeCode);
    }

    private TimeSpan Backoff() => GatewayBackoff.Delay(_attempt++, random);

    private TimeSpan DelayUnlessFirst() => _attempt++ == 0 ? TimeSpan.Zero : GatewayBackoff.Delay(_attempt - 2, random);
}
