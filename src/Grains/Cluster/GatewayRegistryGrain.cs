using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;
using Fabric.Grains.State;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Placement;
using Orleans.Runtime;

namespace Fabric.Grains.Cluster;

/// <summary>
/// Owns which of its partition's gateways are alive. When its silo dies the next activation knows their names from storage, and each
/// has its lifetime to renew.
/// </summary>
[HashBasedPlacement]
public sealed class GatewayRegistryGrain(
    [PersistentState("gateways", GrainStores.Default)] IPersistentState<GatewayRegistryState> stored,
    IOptions<FailoverOptions> options,
    TimeProvider time) : Grain, IGatewayRegistryGrain
{
    private readonly GatewayRegistryMachine _registry = new(options.Value);

    private TimeSpan Now => time.GetElapsedTime(0);

    /// <inheritdoc />
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _registry.OnRestored(stored.State.Gateways.Select(static gateway => new GatewayId(gateway)), Now);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task RenewAsync(GatewayId gateway, bool isDraining)
    {
        var isNew = _registry.OnRenewed(gateway, isDraining, Now);
        return _registry.Sweep(Now).Count > 0 || isNew ? StoreAsync() : Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task LeaveAsync(GatewayId gateway) => _registry.OnLeft(gateway) ? StoreAsync() : Task.CompletedTask;

    /// <inheritdoc />
    public Task<GatewayStanding> GetStandingAsync(GatewayId gateway) => Task.FromResult(_registry.StandingOf(gateway, Now));

    private Task StoreAsync()
    {
        stored.State.Gateways = [.. _registry.Known.Select(static gateway => gateway.Value)];
        return stored.WriteStateAsync();
    }
}
