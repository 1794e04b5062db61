using Fabric.Abstractions.Ids;
using Fabric.Grains.Cluster;
using Orleans.Core;
using Orleans.Storage;

namespace Fabric.Grains.Ingest;

/// <summary>One activation's claim to its shard: raises the epoch in the shard's record before anything is sent to Discord.</summary>
internal sealed class ShardClaim(IStorage<ShardState> stored, SiloId self, ITakeover takeover)
{
    private readonly EpochMachine _epoch = new(self);

    /// <summary>Takes the shard over; a record that somebody else writes meanwhile is read again.</summary>
    /// <exception cref="EntityHeldElsewhereException">Its owner may still act.</exception>
    public async Task RaiseAsync(ShardId shard)
    {
        for (var step = Next(); step != ClaimStep.Act; step = await TakeAsync(step))
        {
            if (step is ClaimStep.Wait or ClaimStep.LetGo)
            {
                throw new EntityHeldElsewhereException($"Shard {shard} belongs to silo {stored.State.Owner}, which may still act for it.");
            }
        }
    }

    /// <summary>A write was refused: whether the shard is still this activation's, as the record says. It has been read then.</summary>
    public async Task<bool> IsStillHeldAsync()
    {
        _epoch.OnConflict();
        return await TakeAsync(ClaimStep.Read) == ClaimStep.Act;
    }

    /// <summary>What is to be stored says that the shard is nobody's: whoever comes next need not wait.</summary>
    public void Release() => stored.State.Owner = null;

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
}
