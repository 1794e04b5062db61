using Fabric.Abstractions.ApiKeys;
using Fabric.Abstractions.Ids;
using Fabric.Grains.State;
using Orleans;
using Orleans.Placement;
using Orleans.Runtime;

namespace Fabric.Grains.ApiKeys;

/// <summary>
/// Owns whose an API key is. The owner's own record decides whether the key still counts, so that a rotation that was broken off
/// half-way leaves no second key. One that somebody guessed does not stay in memory.
/// </summary>
[HashBasedPlacement]
public sealed class ApiKeyGrain([PersistentState("api-key", GrainStores.Default)] IPersistentState<ApiKeyState> stored) : Grain, IApiKeyGrain
{
    /// <inheritdoc />
    public async Task<UserId?> FindOwnerAsync()
    {
        var owner = new UserId(stored.State.Owner);
        var hash = ApiKeyKey.Parse(this.GetPrimaryKeyString());
        if (owner.Value != 0 && await GrainFactory.GetGrain<IKeyOwnerGrain>(KeyOwnerKey.Of(owner)).HasAsync(hash))
        {
            return owner;
        }

        DeactivateOnIdle();
        return null;
    }

    /// <inheritdoc />
    public Task AssignAsync(UserId owner)
    {
        stored.State.Owner = owner.Value;
        return stored.WriteStateAsync();
    }

    /// <inheritdoc />
    public async Task RevokeAsync()
    {
        if (stored.RecordExists)
        {
            await stored.ClearStateAsync();
        }

        DeactivateOnIdle();
    }
}
