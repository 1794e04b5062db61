using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Players;
using Fabric.Abstractions.Sessions;
using Fabric.Grains.Cluster;
using Fabric.Grains.State;
using Fabric.Protocol.Lavalink;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Placement;
using Orleans.Runtime;

namespace Fabric.Grains.Player;

/// <summary>
/// Owns a player. When its silo dies the watchdog has it live in another one: it claims the record, plays on where playback would be now, and connects
/// to voice with the stored credentials.
/// </summary>
[ActivationCountBasedPlacement]
[CollectionAgeLimit(Minutes = 2)]
public sealed partial class PlayerGrain(
    [PersistentState("player", GrainStores.Default)] IPersistentState<PlayerState> stored,
    PlayerHost host,
    ILogger<PlayerGrain> logger) : Grain, IPlayerGrain
{
    /// <summary>How long an answer waits for the session to take what comes before it; it is sent in any case.</summary>
    private static readonly TimeSpan ReportLimit = TimeSpan.FromSeconds(5);

    private static readonly PlayerAnswer NoSession = new(Status: 404, Error: "Session not found");
    private static readonly PlayerAnswer NoPlayer = new(Status: 404, Error: "Player not found");
    private static readonly PlayerAnswer Done = new(Status: 204);

    private readonly ILogger _logger = logger;
    private PlayerId? _id;
    private PlayerRecord? _record;
    private LivePlayer? _live;
    private IGrainTimer? _timer;
    private Task _ending = Task.CompletedTask;
    private long _ticked;
    private bool? _isAway;

    private PlayerId Id => _id ??= PlayerKey.Parse(this.GetPrimaryKeyString());

    private ISessionGrain Session => host.SessionOf(Id);

    /// <inheritdoc />
    public async Task<PlayerAnswer> UpdateAsync(PlayerUpdate update, bool noReplace)
    {
        if ((await FindAsync() ?? await CreateAsync()) is not { IsAway: false } live)
        {
            return NoSession;
        }

        var failure = await live.UpdateAsync(update, noReplace);
        await SettleAsync(live);
        return _live == live ? failure ?? live.Answer : NoSession;
    }

    /// <inheritdoc />
    public async Task<PlayerAnswer> GetAsync() => await FindAsync() switch
    {
        { IsAway: false } live => live.Answer,
        { } => NoSession,
        null => await Session.GetPlayersAsync() is null ? NoSession : NoPlayer,
    };

    /// <inheritdoc />
    public async Task<PlayerAnswer> DestroyAsync()
    {
        var live = await FindAsync();
        if (live is null)
        {
            return await Session.GetPlayersAsync() is null ? NoSession : Done;
        }

        if (live.IsAway)
        {
            return NoSession;
        }

        await live.DestroyAsync();
        await SettleAsync(live);
        await Session.RemovePlayerAsync(Id.Guild);
        await EndLiveAsync();
        return Done;
    }

    /// <inheritdoc />
    public async Task EndAsync()
    {
        if (_live is null && stored.State.IsThere)
        {
            _record = await ClaimAsync(EntityClass.SilentPlayer);
        }

        await EndLiveAsync();
    }

    /// <inheritdoc />
    public Task SetConnectedAsync(bool isConnected)
    {
        _isAway = !isConnected;
        if (_live is not null && _record is { State: var state } record && state.IsAway == isConnected)
        {
            state.IsAway = !isConnected;
            record.Changed();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task SendUpdateAsync()
    {
        _live?.AddUpdate();
        _ = _live?.SendAsync();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<FrameCount?> GetFramesAsync() => Task.FromResult(_live?.Frames);

    /// <inheritdoc />
    public async Task OnPlayAsync(long play, PlayEvent played)
    {
        if (_live is { } live)
        {
            await live.OnPlayAsync(play, played);
            await SettleAsync(live);
        }
    }

    /// <inheritdoc />
    public async Task OnVoiceAsync(long connection, VoiceEvent happened)
    {
        if (_live is { } live)
        {
            await live.OnVoiceAsync(connection, happened);
            await SettleAsync(live);
        }
    }

    /// <inheritdoc />
    public async Task ReviveAsync()
    {
        if (await FindAsync() is not null)
        {
            return;
        }

        await stored.ReadStateAsync();
        if (await FindAsync() is null)
        {
            var entity = PlayerKey.EntityOf(Id);
            await GrainFactory.GetGrain<IWatchdogGrain>(WatchdogKey.Of(entity)).RemoveAsync(entity.ToString(), long.MaxValue);
        }
    }

    /// <inheritdoc />
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (TakeLive() is { } live && _record is { } record)
        {
            await live.SendAsync().EndAsync(ReportLimit, host.Time);
            await live.HaltAsync();
            await record.ReleaseAsync();
        }
    }

    /// <summary>The player, which lives from now on if it is one; null where there is none.</summary>
    private async Task<LivePlayer?> FindAsync()
    {
        await _ending.EndAsync();
        if (_record is { IsReleased: true })
        {
            await LetGoAsync(exception: null);
        }

        if (_live is not null || !stored.State.IsThere)
        {
            return _live;
        }

        var isFailover = stored.State.Owner is not null;
        var isPlaying = stored.State is { Track: not null, IsPaused: false };
        var record = await ClaimAsync(isPlaying ? EntityClass.AudiblePlayer : EntityClass.SilentPlayer);
        if (!record.State.IsThere)
        {
            await record.EndAsync();
            return null;
        }

        var live = Start(record);
        await live.ReviveAsync(isFailover);
        Settle(live);
        return _live;
    }

    /// <summary>A new player; null where its session has no socket.</summary>
    private async Task<LivePlayer?> CreateAsync()
    {
        if (await Session.AddPlayerAsync(Id.Guild) is not { } user)
        {
            return null;
        }

        _isAway = null;
        try
        {
            // Beyond every epoch that an earlier player of this session and guild had, whose record is gone.
            stored.State.Epoch = Math.Max(stored.State.Epoch, host.Now);
            Describe(stored.State, user);
            var record = await ClaimAsync(EntityClass.SilentPlayer);
            Describe(record.State, user);
            return Start(record);
        }
        catch
        {
            await Session.RemovePlayerAsync(Id.Guild).EndAsync();
            throw;
        }
    }

    private static void Describe(PlayerState state, UserId user) => (state.IsThere, state.User, state.IsAway) = (true, user.Value, false);

    /// <summary>What could not be claimed is read anew by the next activation.</summary>
    private async Task<PlayerRecord> ClaimAsync(EntityClass entityClass)
    {
        var record = new PlayerRecord(Id, stored, LetGoAsync, host);
        try
        {
            await record.ClaimAsync(entityClass);
            return record;
        }
        catch
        {
            record.LetGo();
            DeactivateOnIdle();
            throw;
        }
    }

    private LivePlayer Start(PlayerRecord record)
    {
        var state = record.State;
        state.IsAway = _isAway ?? state.IsAway;
        var outbox = new PlayerOutbox(Id, record, () => _ = EndLiveAsync(), host, _logger);
        var live = new LivePlayer(Id, state, outbox, host);
        if (!record.TryAttach(live.HaltAsync))
        {
            record.LetGo();
            DeactivateOnIdle();
            throw new EntityHeldElsewhereException($"Player {Id} was asked for by another silo as it began.");
        }

        (_record, _live) = (record, live);
        var interval = host.Options.UpdateInterval;
        _timer = this.RegisterGrainTimer(OnTickAsync, new GrainTimerCreationOptions(interval, interval) { KeepAlive = true, Interleave = true });
        return live;
    }

    private async Task SettleAsync(LivePlayer live)
    {
        Settle(live);
        await live.SendAsync().EndAsync(ReportLimit, host.Time);
    }

    /// <summary>Something may have changed: it is stored, told, and the client hears of a new track at once.</summary>
    private void Settle(LivePlayer live)
    {
        if (_live != live)
        {
            return;
        }

        _record?.Changed();
        _record?.SetClass(live.IsPlaying ? EntityClass.AudiblePlayer : EntityClass.SilentPlayer);
        _ = live.SendAsync();
        if (live.Play != _ticked && live.Play != 0)
        {
            _ticked = live.Play;
            _timer?.Change(TimeSpan.Zero, host.Options.UpdateInterval);
        }
    }

    private async Task OnTickAsync()
    {
        if (_record is { IsReleased: true })
        {
            await LetGoAsync(exception: null);
            return;
        }

        _record?.Retry();
        if (_live is { Play: not 0 } live)
        {
            live.AddUpdate();
        }

        _ = _live?.SendAsync();
    }

    private Task EndLiveAsync()
    {
        if (_record is { } record)
        {
            var live = TakeLive();
            _record = null;
            _ending = EndAsync(record, live);
        }

        return WhenEndedAsync();
    }

    private async Task WhenEndedAsync() => await _ending.EndAsync(ReportLimit, host.Time);

    /// <summary>The activation stays for a while: a bot that leaves a guild may come back at once, and calls would be passed on from one to the next.</summary>
    private static async Task EndAsync(PlayerRecord record, LivePlayer? live)
    {
        await (live?.HaltAsync() ?? Task.CompletedTask).EndAsync();
        await record.EndAsync();
    }

    /// <summary>Somebody else has the player: nothing of it is done here any more.</summary>
    private async Task LetGoAsync(Exception? exception)
    {
        if (TakeLive() is { } live)
        {
            LogTakenOver(exception, Id);
            await live.HaltAsync();
        }

        _record?.LetGo();
        _record = null;
        DeactivateOnIdle();
    }

    private LivePlayer? TakeLive()
    {
        var live = _live;
        _live = null;
        _timer?.Dispose();
        _timer = null;
        return live;
    }

    [LoggerMessage(3054, LogLevel.Warning, "Another silo has taken over player {Player}; this one lets go of it")]
    private partial void LogTakenOver(Exception? exception, PlayerId player);
}
