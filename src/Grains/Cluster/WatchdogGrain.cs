using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;
using Fabric.Grains.State;
using Orleans;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Runtime;

namespace Fabric.Grains.Cluster;

/// <summary>Keeps the rows of one partition; one write serves all that changed before it.</summary>
[HashBasedPlacement]
[Reentrant]
public sealed class WatchdogGrain : Grain, IWatchdogGrain
{
    private readonly IPersistentState<WatchdogState> _stored;
    private readonly CoalescedWrite _write;

    /// <summary>Made by the engine.</summary>
    public WatchdogGrain([PersistentState("rows", GrainStores.Default)] IPersistentState<WatchdogState> stored)
    {
        _stored = stored;
        _write = new CoalescedWrite(stored.WriteStateAsync);
    }

    /// <inheritdoc />
    public async Task<bool> SetAsync(WatchdogRow row)
    {
        if (!_stored.State.Set(row))
        {
            return false;
        }

        await _write.WriteAsync();
        return true;
    }

    /// <inheritdoc />
    public Task RemoveAsync(string entity, long epoch) => _stored.State.Remove(entity, epoch) ? _write.WriteAsync() : _write.WhenWrittenAsync();

    /// <inheritdoc />
    public Task<WatchdogRow[]> GetAsync(SiloId[] except) => Task.FromResult(_stored.State.Except(except));
}
