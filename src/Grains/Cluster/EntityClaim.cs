using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;
using Orleans;
using Orleans.Core;
using Orleans.Storage;

namespace Fabric.Grains.Cluster;

/// <summary>
/// One activation's claim to its entity: raises the epoch in the entity's record and notes in the watchdog's row who has it, before anything
/// is seen of it outside.
/// </summary>
/// <param name="entity">The entity.</param>
/// <param name="stored">Its record. While the claim is being raised nobody else writes it.</param>
/// <param name="self">The silo of the activation.</param>
/// <param name="takeover">For whom the silo may act.</param>
/// <param name="grains">Where the rows are found.</param>
internal sealed class EntityClaim<TState>(EntityId entity, IStorage<TState> stored, SiloId self, ITakeover takeover, IGrainFactory grains)
    where TState : IOwnedState
{
    private readonly EpochMachine _epoch = new(self);

    /// <summary>The epoch that this activation holds, or tries to.</summary>
    public long Epoch => _epoch.Epoch;

    /// <summary>Whether the entity is this activation's, as far as it knows.</summary>
    public bool IsOwner => _epoch.IsOwner;

    /// <summary>Takes the entity over, as one of a class; a record that somebody else writes meanwhile is read again.</summary>
    /// <exception cref="EntityHeldElsewhereException">Its owner may still act, or somebody else has just taken it over.</exception>
    public async Task RaiseAsync(EntityClass entityClass)
    {
        var step = Next();
        while (step != ClaimStep.Act)
        {
            if (_epoch.HasLost)
            {
                throw HeldElsewhere("another activation");
            }

            step = step is ClaimStep.Wait or ClaimStep.LetGo ? await AskOwnerAsync() : await TakeAsync(step);
        }

        if (!await SetClassAsync(entityClass))
        {
            throw HeldElsewhere("a silo of a higher epoch");
        }
    }

    /// <summary>The entity is of another class from now on. False where somebody else has it by now.</summary>
    public Task<bool> SetClassAsync(EntityClass entityClass) =>
        Rows.SetAsync(new WatchdogRow(entity.ToString(), entityClass, self, _epoch.Epoch));

    /// <summary>A write was refused: whether the entity is still this activation's, as the record says. It has been read then.</summary>
    public async Task<bool> IsStillHeldAsync()
    {
        _epoch.OnConflict();
        return await TakeAsync(ClaimStep.Read) == ClaimStep.Act;
    }

    /// <summary>The entity need not live any more.</summary>
    public Task ForgetAsync() => Rows.RemoveAsync(entity.ToString(), _epoch.Epoch);

    /// <summary>What is to be stored says that the entity is nobody's: whoever comes next need not wait.</summary>
    public void Release() => stored.State.Owner = null;

    private IWatchdogGrain Rows => grains.GetGrain<IWatchdogGrain>(WatchdogKey.Of(entity));

    /// <summary>
    /// An owner that lives may have lost the entity's activation without a word, when the cluster changed as it began; and callers come here. If it
    /// claims the entity again after its answer, that is in the record then, and the write here is refused.
    /// </summary>
    private async Task<ClaimStep> AskOwnerAsync()
    {
        var owner = stored.State.Owner;
        return owner is not null && await takeover.AskToReleaseAsync(new SiloId(owner), entity)
            ? _epoch.OnRead(stored.State.Epoch, new SiloId(owner), ownerIsCleared: true)
            : throw HeldElsewhere($"silo {owner}");
    }

    private ClaimStep Next()
    {
        SiloId? owner = stored.State.Owner is { } silo ? new SiloId(silo) : null;
        return _epoch.OnRead(stored.State.Epoch, owner, owner is { } known && known != self && takeover.IsCleared(known));
    }

    private async Task<ClaimStep> TakeAsync(ClaimStep step)
    {
        if (step == ClaimStep.Read)
        {
            await stored.ReadStateAsync();
            return Next();
        }

        (stored.State.Epoch, stored.State.Owner) = (_epoch.Epoch, self.Value);
        try
        {
            await stored.WriteStateAsync();
            return _epoch.OnWritten();
        }
        catch (InconsistentStateException)
        {
            return _epoch.OnConflict();
        }
    }

    private EntityHeldElsewhereException HeldElsewhere(string owner) => new($"'{entity}' belongs to {owner}, which may still act for it.");
}
