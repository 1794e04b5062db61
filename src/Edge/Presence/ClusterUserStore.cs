using Fabric.Abstractions.ApiKeys;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Orleans;

namespace Fabric.Edge.Presence;

/// <summary>The users' stores in the cluster.</summary>
internal sealed class ClusterUserStore(IClusterClient cluster) : IUserStore
{
    /// <inheritdoc />
    public Task<UserId?> FindOwnerAsync(string key)
    {
        var hash = ApiKeyHash.Of(key);
        return ClusterCalls.RepeatOnceAsync(cluster.GetGrain<IApiKeyGrain>(ApiKeyKey.Of(hash)).FindOwnerAsync);
    }

    /// <inheritdoc />
    public Task<KeyValueOutcome> PutAsync(UserId user, string key, string value) =>
        ClusterCalls.RepeatOnceAsync(() => Grain(user).PutAsync(key, value));

    /// <inheritdoc />
    public Task<KeyValueOutcome> MergeAsync(UserId user, Dictionary<string, string> pairs) =>
        ClusterCalls.RepeatOnceAsync(() => Grain(user).MergeAsync(pairs));

    /// <inheritdoc />
    public Task<KeyValueOutcome> DeleteAsync(UserId user, string key) => ClusterCalls.RepeatOnceAsync(() => Grain(user).DeleteAsync(key));

    private IPresenceGrain Grain(UserId user) => cluster.GetGrain<IPresenceGrain>(PresenceKey.Of(user));
}
