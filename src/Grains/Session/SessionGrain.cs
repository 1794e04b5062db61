using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Edge;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Players;
using Fabric.Abstractions.Sessions;
using Fabric.Grains.Cluster;
using Fabric.Grains.State;
using Fabric.Protocol.Lavalink;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Runtime;

namespace Fabric.Grains.Session;

/// <summary>
/// Owns a client's session: its socket, its players, and the log of events that were not seen to be sent. An event is stored before it is sent.
/// When its silo dies the watchdog has it live elsewhere, its log intact. Players call it while it calls players, so it is reentrant.
/// </summary>
[HashBasedPlacement]
[Reentrant]
public sealed partial class SessionGrain : Grain, ISessionGrain
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly IPersistentState<SessionState> _stored;
    private readonly GatewayStandings _standings;
    private readonly SessionDoorbell _doorbell;
    private readonly ILocalSiloDetails _silo;
    private readonly ITakeover _takeover;
    private readonly LocalEntities _entities;
    private readonly FailoverOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CoalescedWrite _write;
    private readonly SessionId _id;
    private SessionMachine? _machine;
    private EntityClaim<SessionState>? _claim;
    private EntityHold? _hold;
    private Task? _claiming;
    private IGrainTimer? _timer;
    private Task _tick = Task.CompletedTask;

    /// <summary>Made by the engine.</summary>
    public SessionGrain(
        [PersistentState("session", GrainStores.Default)] IPersistentState<SessionState> stored,
        GatewayStandings standings,
        LocalGateways local,
        ILocalSiloDetails silo,
        ITakeover takeover,
        LocalEntities entities,
        IOptions<FailoverOptions> options,
        TimeProvider time,
        ILogger<SessionGrain> logger)
    {
        (_stored, _standings, _silo, _takeover) = (stored, standings, silo, takeover);
        (_entities, _options, _time, _logger) = (entities, options.Value, time, logger);
        _id = SessionKey.Parse(this.GetPrimaryKeyString());
        _write = new CoalescedWrite(StoreAsync);
        _doorbell = new SessionDoorbell(_id, local, () => this.GetStreamProvider(EdgeStreams.Provider), logger);
    }

    /// <inheritdoc />
    public async Task OpenAsync(SessionOpening opening)
    {
        if (await FindAsync() is { } known)
        {
            // The same handshake once more, because its first answer was lost.
            if (known.Socket != opening.Socket)
            {
                throw new InvalidOperationException($"Session {_id} is another client's.");
            }

            return;
        }

        new SessionMachine(_stored.State, _options).Open(opening, _time.GetUtcNow());
        await ClaimOnceAsync();
    }

    /// <inheritdoc />
    public async Task<SessionResumption?> ResumeAsync(SessionOpening opening)
    {
        if (await FindAsync() is not { } machine || machine.TryResume(opening, _time.GetUtcNow(), out var previous) is not { } resumption)
        {
            return null;
        }

        if (previous is { } socket)
        {
            _doorbell.Ring(socket, new SessionLost(_id, socket.Connection));
        }

        await _write.WriteAsync();
        await TellPlayersAsync(isConnected: true);
        return resumption;
    }

    /// <inheritdoc />
    public async Task<SessionBacklog?> ReadAsync(SocketId socket, long after)
    {
        if (await FindAsync() is not { } machine)
        {
            return null;
        }

        var wasConnected = machine.IsConnected;
        if (!machine.IsHeldBy(socket))
        {
            return null;
        }

        if (!wasConnected)
        {
            await _write.WriteAsync();
            await TellPlayersAsync(isConnected: true);
        }

        return machine.Read(after);
    }

    /// <inheritdoc />
    public async Task AcknowledgeAsync(SocketId socket, long number)
    {
        if (await FindAsync() is { } machine && machine.Socket == socket && machine.Acknowledge(number))
        {
            // Stored with the next event, or by the timer.
            _write.Changed();
        }
    }

    /// <inheritdoc />
    public async Task CloseAsync(SocketId socket, long sent, bool gatewayEnds)
    {
        if (await FindAsync() is { } machine)
        {
            await OnCloseAsync(machine.Close(socket, sent, gatewayEnds, _time.GetUtcNow()));
        }
    }

    /// <inheritdoc />
    public async Task<SessionInfo?> UpdateAsync(SessionUpdate update)
    {
        if (await FindAsync() is not { IsConnected: true } machine)
        {
            return null;
        }

        machine.Update(update);
        await _write.WriteAsync();
        return machine.Info;
    }

    /// <inheritdoc />
    public async Task<GuildId[]?> GetPlayersAsync() => await FindAsync() is { IsConnected: true } machine ? [.. machine.Players] : null;

    /// <inheritdoc />
    public async Task<UserId?> AddPlayerAsync(GuildId guild)
    {
        if (await FindAsync() is not { IsConnected: true } machine)
        {
            return null;
        }

        await TellCountsAsync(machine, machine.AddPlayer(guild));
        return machine.User;
    }

    /// <inheritdoc />
    public async Task RemovePlayerAsync(GuildId guild)
    {
        if (await FindAsync() is { } machine)
        {
            await TellCountsAsync(machine, machine.RemovePlayer(guild));
        }
    }

    /// <inheritdoc />
    public async Task<bool> ReportAsync(GuildId guild, PlayerReport report)
    {
        if (await FindAsync() is not { } machine)
        {
            return false;
        }

        if (machine.Take(guild, report))
        {
            await _write.WriteAsync();
        }
        else
        {
            Publish(machine, always: true);
            await _write.WhenWrittenAsync();
        }

        return true;
    }

    /// <inheritdoc />
    public Task ReviveAsync() => FindAsync();

    /// <inheritdoc />
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _timer?.Dispose();
        await _tick.EndAsync();
        if (_claim is { IsOwner: true } claim && _machine is { IsOpen: true } && _hold is { IsReleased: false })
        {
            claim.Release();
            await _write.WriteAsync().EndAsync();
        }

        _hold?.Dispose();
    }

    /// <summary>The session, which this activation owns then; null where there is none.</summary>
    /// <exception cref="EntityHeldElsewhereException">Its owner may still act.</exception>
    private async Task<SessionMachine?> FindAsync()
    {
        if (_machine is null && _stored.State.User != 0)
        {
            await ClaimOnceAsync();
        }

        return _machine is { IsOpen: true } machine ? machine : null;
    }

    private async Task ClaimOnceAsync()
    {
        var claiming = _claiming ??= ClaimAsync();
        try
        {
            await claiming;
        }
        catch
        {
            _claiming = _claiming == claiming ? null : _claiming;
            throw;
        }
    }

    private async Task ClaimAsync()
    {
        var hold = _entities.Hold(SessionKey.EntityOf(_id));
        try
        {
            var claim = new EntityClaim<SessionState>(SessionKey.EntityOf(_id), _stored, _silo.SiloAddress.ToId(), _takeover, GrainFactory);
            await claim.RaiseAsync(EntityClass.Session);

            // What is done here from now on is stored before it is seen, and refused once somebody else has claimed the session.
            if (!hold.TryAttach(static () => Task.CompletedTask))
            {
                throw new EntityHeldElsewhereException($"Session {_id} was asked for by another silo as it began.");
            }

            (_claim, _hold) = (claim, hold);
        }
        catch
        {
            hold.Dispose();
            throw;
        }

        _machine = new SessionMachine(_stored.State, _options);
        var timer = new GrainTimerCreationOptions(Period, Period) { KeepAlive = true, Interleave = true };
        _timer = this.RegisterGrainTimer(() => _tick.IsCompleted ? _tick = TickAsync() : Task.CompletedTask, timer);
    }

    /// <summary>Looks after what nobody asks for: gateways that are lost, time that is up, what is to be stored.</summary>
    private async Task TickAsync()
    {
        if (_machine is not { IsOpen: true } machine)
        {
            return;
        }

        if (machine.TakeDropped() is > 0 and var dropped)
        {
            LogDropped(_id, dropped);
        }

        try
        {
            if (_hold is { IsReleased: true })
            {
                DeactivateOnIdle();
            }
            else if (machine.IsExpired(_time.GetUtcNow()))
            {
                LogExpired(_id);
                await EndAsync(machine);
            }
            else if (machine.IsConnected && await _standings.GetAsync(machine.Socket!.Value.Gateway) == GatewayStanding.Lost)
            {
                LogGatewayLost(_id, machine.Socket.Value.Gateway);
                await OnCloseAsync(machine.LoseGateway(_time.GetUtcNow()));
            }

            await _write.WhenWrittenAsync();
        }
#pragma warning disable CA1031 // The next tick tries again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotLookedAfter(exception, _id);
            if (exception is Orleans.Storage.InconsistentStateException)
            {
                DeactivateOnIdle();
            }
        }
    }

    private async Task OnCloseAsync(SessionClose close)
    {
        switch (close)
        {
            case SessionClose.Ended:
                await EndAsync(_machine!);
                break;
            case SessionClose.Held:
                await _write.WriteAsync();
                await TellPlayersAsync(isConnected: false);
                break;
        }
    }

    /// <summary>Nothing is found of it from now on. Players that are not reached learn it when they report.</summary>
    private async Task EndAsync(SessionMachine machine)
    {
        var players = machine.Players.ToArray();
        machine.End();
        _timer?.Dispose();
        await Task.WhenAll(players.Select(guild => Player(guild).EndAsync())).EndAsync();
        await _write.WhenWrittenAsync().EndAsync();
        await _stored.ClearStateAsync();
        await _claim!.ForgetAsync();
        DeactivateOnIdle();
    }

    private async Task StoreAsync()
    {
        if (_machine is not { } machine)
        {
            return;
        }

        var last = machine.Save();
        await _stored.WriteStateAsync();
        machine.OnStored(last);
        Publish(machine, always: false);
    }

    /// <summary>Sends what may be sent, and how many players there are.</summary>
    private void Publish(SessionMachine machine, bool always)
    {
        var messages = machine.TakeSendable();
        if (machine is { IsConnected: true, Socket: { } socket } && (always || messages.Length > 0))
        {
            _doorbell.Ring(socket, new SessionNews(_id, socket.Connection, messages, machine.Counts));
        }
    }

    /// <summary>A player has come or gone: the gateway is told how many there are, once that is stored.</summary>
    private async Task TellCountsAsync(SessionMachine machine, bool haveChanged)
    {
        await (haveChanged ? _write.WriteAsync() : _write.WhenWrittenAsync());
        if (haveChanged)
        {
            Publish(machine, always: true);
        }
    }

    /// <summary>Those that are not reached are being brought back, and ask then.</summary>
    private async Task TellPlayersAsync(bool isConnected) =>
        await Task.WhenAll(_machine!.Players.Select(guild => Player(guild).SetConnectedAsync(isConnected))).EndAsync();

    private IPlayerGrain Player(GuildId guild) => GrainFactory.GetGrain<IPlayerGrain>(PlayerKey.Of(new PlayerId(_id, guild)));

    [LoggerMessage(3060, LogLevel.Information, "Session {Session} was not resumed in time and ends")]
    private partial void LogExpired(SessionId session);

    [LoggerMessage(3061, LogLevel.Warning, "Gateway {Gateway} is lost; its session {Session} plays on and waits for its client")]
    private partial void LogGatewayLost(SessionId session, GatewayId gateway);

    [LoggerMessage(3062, LogLevel.Warning, "Session {Session} could not be looked after; it is tried again")]
    private partial void LogNotLookedAfter(Exception exception, SessionId session);

    [LoggerMessage(3064, LogLevel.Warning, "Session {Session} has no room for more events until its client comes back; its {Count} oldest were dropped")]
    private partial void LogDropped(SessionId session, int count);
}
