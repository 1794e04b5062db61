using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Players;
using Fabric.Grains.Cluster;
using Fabric.Grains.Ingest;
using Fabric.Grains.State;
using Microsoft.Extensions.Logging;
using Orleans.Core;
using Orleans.Storage;

namespace Fabric.Grains.Player;

/// <summary>
/// A player's stored record while this activation owns it: claims it, writes what changes, and lets go of it. Nobody waits for a write but who claims, and
/// who tells events: a store that is away holds no player up. For the grain's scheduler only.
/// </summary>
internal sealed partial class PlayerRecord
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly PlayerId _player;
    private readonly IStorage<PlayerState> _stored;
    private readonly TimeProvider _time;
    private readonly Func<Exception?, Task> _onLost;
    private readonly ILogger _logger;
    private readonly EntityClaim<PlayerState> _claim;
    private readonly EntityHold _hold;
    private readonly CoalescedWrite _write;
    private readonly LogPause _pause;
    private Task _storing = Task.CompletedTask;
    private Task _marking = Task.CompletedTask;
    private EntityClass? _marked;
    private EntityClass _class;
    private long _changes;

    /// <summary>From now on the player is held here, though it is not claimed yet.</summary>
    /// <param name="player">Whose.</param>
    /// <param name="stored">The record, as it was read.</param>
    /// <param name="onLost">Somebody else has the player by now.</param>
    /// <param name="host">What players share.</param>
    public PlayerRecord(PlayerId player, IStorage<PlayerState> stored, Func<Exception?, Task> onLost, PlayerHost host)
    {
        (_player, _stored, _time, _onLost) = (player, stored, host.Time, onLost);
        _logger = host.Loggers.CreateLogger<PlayerRecord>();
        _pause = host.WriteFailures;
        var entity = PlayerKey.EntityOf(player);
        _hold = host.Entities.Hold(entity);
        _claim = new EntityClaim<PlayerState>(entity, stored, host.Self, host.Takeover, host.Grains);
        _write = new CoalescedWrite(WriteAsync);
        State = stored.State;
    }

    /// <summary>The state: what is written is this, whatever a conflict had to read.</summary>
    public PlayerState State { get; private set; }

    /// <summary>Whether another silo has ended the hold.</summary>
    public bool IsReleased => _hold.IsReleased;

    /// <summary>Owns the record, durably, before anything is seen of the player.</summary>
    /// <exception cref="EntityHeldElsewhereException">Somebody else has it.</exception>
    public async Task ClaimAsync(EntityClass entityClass)
    {
        await _claim.RaiseAsync(entityClass);
        (State, _class, _marked) = (_stored.State, entityClass, entityClass);
    }

    /// <summary>Says how to stop what acts; false where another silo has asked for the player meanwhile.</summary>
    public bool TryAttach(Func<Task> halt) => _hold.TryAttach(halt);

    /// <summary>The state has changed: it is written soon.</summary>
    public void Changed()
    {
        Touch();
        Store();
    }

    /// <summary>The state is about to change further: it is written when that is done, or when somebody waits for it.</summary>
    public void Touch()
    {
        _changes++;
        _write.Changed();
    }

    /// <summary>Completes when every change up to now is stored; fails where it cannot be.</summary>
    public Task WhenStoredAsync() => _write.WhenWrittenAsync();

    /// <summary>The player is of a class from now on.</summary>
    public void SetClass(EntityClass entityClass)
    {
        _class = entityClass;
        if (_marked != _class && _marking.IsCompleted)
        {
            _marking = MarkAsync();
        }
    }

    /// <summary>Tries once more what could not be written.</summary>
    public void Retry()
    {
        Store();
        SetClass(_class);
    }

    /// <summary>Says that the player is nobody's, and lets go. Its row stays: it is to live, here or elsewhere.</summary>
    public async Task ReleaseAsync()
    {
        await _marking.EndAsync();
        if (_claim.IsOwner)
        {
            State.Owner = null;
            Changed();
            await _storing.EndAsync();
        }

        LetGo();
    }

    /// <summary>
    /// The player is no more. The record goes first, which shows that it was this activation's to remove; a row that is left over is removed when the
    /// watchdog finds that there is no record.
    /// </summary>
    public async Task EndAsync()
    {
        await _storing.EndAsync();
        await _marking.EndAsync();
        await UntilDone.RunAsync(ClearAsync, LogFailure, Pause, _time);
        await UntilDone.RunAsync(_claim.ForgetAsync, LogFailure, Pause, _time);
        LetGo();
    }

    /// <summary>Nothing acts by this record any more.</summary>
    public void LetGo() => _hold.Dispose();

    private void Store()
    {
        if (_storing.IsCompleted)
        {
            _storing = StoreAsync();
        }
    }

    private async Task StoreAsync()
    {
        try
        {
            await StoreAllAsync();
        }
#pragma warning disable CA1031 // The next change, or the player's timer, tries again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailure(exception);
        }
    }

    private async Task StoreAllAsync()
    {
        long written;
        do
        {
            written = _changes;
            try
            {
                await _write.WhenWrittenAsync();
            }
            catch (InconsistentStateException exception)
            {
                if (!await IsStillHeldAsync())
                {
                    await _onLost(exception);
                    return;
                }

                written--;
            }
        }
        while (written != _changes);
    }

    /// <summary>A conflict may be with a write of one's own whose answer was lost. What was read then is old.</summary>
    private async Task<bool> IsStillHeldAsync()
    {
        var isHeld = await _claim.IsStillHeldAsync();
        _stored.State = State;
        return isHeld;
    }

    private Task WriteAsync()
    {
        _stored.State = State;
        return _stored.WriteStateAsync();
    }

    private async Task MarkAsync()
    {
        try
        {
            while (_marked != _class)
            {
                var marked = _class;
                if (!await _claim.SetClassAsync(marked))
                {
                    await _onLost(null);
                    return;
                }

                _marked = marked;
            }
        }
#pragma warning disable CA1031 // It says who comes back first, no more: the player's timer tries again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailure(exception);
        }
    }

    private async Task ClearAsync()
    {
        try
        {
            await _stored.ClearStateAsync();
        }
        catch (InconsistentStateException) when (_claim.IsOwner)
        {
            if (await IsStillHeldAsync())
            {
                await _stored.ClearStateAsync();
            }
        }
    }

    private void LogFailure(Exception exception)
    {
        if (_pause.IsOver())
        {
            LogNotStored(exception, _player);
        }
    }

    [LoggerMessage(3053, LogLevel.Warning, "How player {Player} stands could not be stored; it is tried again")]
    private partial void LogNotStored(Exception exception, PlayerId player);
}
