using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Players;
using Fabric.Discord.Voice;
using Fabric.Media.Players;
using Fabric.Protocol.Lavalink;
using Microsoft.Extensions.Logging;

namespace Fabric.Grains.Player;

/// <summary>
/// A player that lives in this silo: does what its machine says, with the engine and with voice, and puts what is to be told into the outbox. For the grain's
/// scheduler only, but for <see cref="HaltAsync" />.
/// </summary>
internal sealed partial class LivePlayer
{
    /// <summary>Numbers of plays and connections begin with the epoch: no other activation has them.</summary>
    private const int EpochShift = 20;

    private readonly PlayerId _id;
    private readonly PlayerMachine _machine;
    private readonly PlayerHost _host;
    private readonly PlayerOutbox _outbox;
    private readonly ILogger _logger;
    private readonly IEnginePlayer _engine;
    private readonly PlayerVoice _voice;
    private long _lastNumber;
    private volatile bool _hasEnded;

    public LivePlayer(PlayerId id, PlayerState state, PlayerOutbox outbox, PlayerHost host)
    {
        (_id, _machine, _outbox, _host) = (id, new PlayerMachine(state), outbox, host);
        _logger = host.Loggers.CreateLogger<LivePlayer>();
        var reporter = new PlayerReporter(host.GrainOf(id), host.Time, _logger, () => _hasEnded);
        _engine = host.Engine.Create(reporter);
        _voice = new PlayerVoice(host.Voice, reporter.OfVoice, host.Time);
        _lastNumber = state.Epoch << EpochShift;
    }

    /// <summary>The number of what is played; 0 where nothing is.</summary>
    public long Play { get; private set; }

    /// <summary>Whether the session has no socket.</summary>
    public bool IsAway => _machine.State.IsAway;

    /// <summary>Whether a track is loaded and not paused.</summary>
    public bool IsPlaying => _machine.IsPlaying;

    /// <summary>The player as clients see it.</summary>
    public PlayerAnswer Answer => new(Status: 200, PlayerMessages.Of(new LavalinkPlayer
    {
        GuildId = _id.Guild.Value,
        Track = _machine.Snapshot(Position),
        Volume = _machine.Volume,
        Paused = _machine.State.IsPaused,
        State = State,
        Voice = _machine.Voice,
        Filters = _machine.Filters,
    }));

    /// <summary>The frames of the last whole minute.</summary>
    public FrameCount? Frames => IsPlaying && _engine.Frames is { } frames ? new FrameCount(frames.Sent, frames.Nulled) : null;

    /// <summary>Changes the player. Null where that succeeds; otherwise the answer.</summary>
    public Task<PlayerAnswer?> UpdateAsync(PlayerUpdate update, bool noReplace) =>
        PerformAsync(_machine.Update(update, noReplace, _voice.IsOpen), update);

    /// <summary>Goes on where the player was before.</summary>
    public Task ReviveAsync(bool isFailover) => PerformAsync(_machine.Revive(_host.Now, isFailover, _host.Failover));

    /// <summary>Ends the track and the connection.</summary>
    public Task DestroyAsync() => PerformAsync(_machine.Destroy());

    /// <summary>The engine tells of a play.</summary>
    public Task OnPlayAsync(long play, PlayEvent played) => play == Play ? PerformAsync(_machine.OnPlay(played)) : Task.CompletedTask;

    /// <summary>A connection tells of itself.</summary>
    public Task OnVoiceAsync(long connection, VoiceEvent happened) =>
        connection == _voice.Number ? PerformAsync(PlayerMachine.OnVoice(happened)) : Task.CompletedTask;

    /// <summary>Tells the client how the player stands; not where there is no socket.</summary>
    public void AddUpdate()
    {
        if (!IsAway)
        {
            _outbox.Add(PlayerMessages.Of(new PlayerUpdateMessage(_id.Guild.Value, State)));
        }
    }

    /// <summary>Sends what there is to tell; completes when the session has taken it.</summary>
    public Task SendAsync() => _outbox.SendAsync(IsPlaying);

    /// <summary>Nothing plays and nothing is told any more. From any thread.</summary>
    public Task HaltAsync()
    {
        _hasEnded = true;
        _engine.Dispose();
        _outbox.Close();
        return _voice.HaltAsync();
    }

    private Protocol.Lavalink.PlayerState State => new(_host.Now, Position, _voice.IsOpen, _voice.Ping);

    private long Position => (_machine.Track, Play) switch
    {
        (null, _) => 0,
        (_, 0) => _machine.PlaceAt(_host.Now).Position,
        _ => _engine.Position,
    };

    private async Task<PlayerAnswer?> PerformAsync(IEnumerable<PlayerEffect> effects, PlayerUpdate? update = null)
    {
        foreach (var effect in effects)
        {
            var failure = effect switch
            {
                PlayerEffect.Fail fail => new PlayerAnswer(fail.Status, Error: fail.Message, Detail: fail.Detail),
                PlayerEffect.ConnectVoice connect => await ConnectAsync(connect.Voice),
                PlayerEffect.RestoreVoice restore => await RestoreAsync(restore.Voice),
                PlayerEffect.CloseVoice => await CloseVoiceAsync(),
                PlayerEffect.Load load => await PerformAsync(_machine.OnLoaded(await LoadAsync(load.Identifier), update!)),
                _ => Do(effect),
            };
            if (failure is not null)
            {
                return failure;
            }
        }

        return null;
    }

    private PlayerAnswer? Do(PlayerEffect effect)
    {
        if (Tell(effect) is { } message)
        {
            _outbox.Add(PlayerMessages.Of(message));
            return null;
        }

        switch (effect)
        {
            case PlayerEffect.SendUpdate:
                AddUpdate();
                break;
            case PlayerEffect.SetVolume volume:
                _engine.SetVolume(volume.Percent);
                break;
            default:
                Move(effect);
                _machine.OnPlace(Position, Play == 0 ? _machine.PlaceAt(_host.Now).Source : _engine.SourcePosition, _host.Now);
                break;
        }

        return null;
    }

    private PlayerEvent? Tell(PlayerEffect effect) => effect switch
    {
        PlayerEffect.TellStart => new TrackStartEvent(_id.Guild.Value, _machine.Snapshot(Position)!),
        PlayerEffect.TellEnd end => new TrackEndEvent(_id.Guild.Value, _machine.Snapshot(Position)!, end.Reason),
        PlayerEffect.TellException failure => new TrackExceptionEvent(_id.Guild.Value, _machine.Snapshot(Position)!, failure.Exception),
        PlayerEffect.TellStuck => new TrackStuckEvent(_id.Guild.Value, _machine.Snapshot(Position)!, (long)_host.Options.StuckThreshold.TotalMilliseconds),
        PlayerEffect.TellVoiceClosed closed => new WebSocketClosedEvent(_id.Guild.Value, closed.Code, closed.Reason, closed.IsByRemote),
        _ => null,
    };

    /// <summary>What changes where playback is, or how it goes on from there.</summary>
    private void Move(PlayerEffect effect)
    {
        switch (effect)
        {
            case PlayerEffect.SetPaused { IsPaused: true }:
                _engine.Pause();
                break;
            case PlayerEffect.SetPaused:
                _engine.Resume();
                break;
            case PlayerEffect.Seek seek:
                _engine.Seek(seek.Position);
                break;
            case PlayerEffect.MarkEnd mark:
                _engine.SetEndMarker(mark.Position);
                break;
            case PlayerEffect.SetFilters filters:
                _engine.SetFilters(new EngineFilters(PlaybackLine.RateOf(filters.Filters)));
                break;
            case PlayerEffect.Play play:
                Play = ++_lastNumber;
                _engine.Play(new EnginePlay(Play, play.Track.Length, play.Track.IsSeekable)
                {
                    Start = play.Start,
                    StartPosition = play.Position,
                    EndMarker = play.EndMarker,
                });
                break;
            case PlayerEffect.Stop:
                Play = 0;
                _engine.Stop();
                break;
        }
    }

    private async Task<PlayerAnswer?> ConnectAsync(VoiceState voice)
    {
        try
        {
            await _voice.ConnectAsync(++_lastNumber, _id.Guild.Value, _machine.State.User, voice);
            return null;
        }
#pragma warning disable CA1031 // Whatever it is, the client is told that there is no connection.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotConnected(exception, _id);
            return new PlayerAnswer(Status: 500, Error: "Failed to connect to voice server", Detail: exception.Message);
        }
    }

    /// <summary>The client takes the player for connected: it is told where that is no longer so.</summary>
    private async Task<PlayerAnswer?> RestoreAsync(VoiceState voice)
    {
        if (await ConnectAsync(voice) is not null)
        {
            _machine.State.Voice = null;
            Do(new PlayerEffect.TellVoiceClosed(VoiceClose.Lost, "", IsByRemote: true));
        }

        return null;
    }

    private async Task<PlayerAnswer?> CloseVoiceAsync()
    {
        if (await _voice.CloseAsync())
        {
            var own = VoiceClose.Own;
            Do(new PlayerEffect.TellVoiceClosed(own.Code, own.Reason, own.IsByRemote));
            AddUpdate();
        }

        return null;
    }

    private async Task<LoadResult> LoadAsync(string identifier)
    {
        try
        {
            return await _host.Loader.LoadAsync(identifier);
        }
#pragma warning disable CA1031 // The client is told that the look-up failed, and why.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var cause = $"{exception.GetType().FullName}: {exception.Message}";
            return new LoadResult.LoadFailed(new LavalinkException(exception.Message, ExceptionSeverity.Fault, cause, exception.ToString()));
        }
    }

    [LoggerMessage(3052, LogLevel.Warning, "Player {Player} could not connect to voice")]
    private partial void LogNotConnected(Exception exception, PlayerId player);
}
