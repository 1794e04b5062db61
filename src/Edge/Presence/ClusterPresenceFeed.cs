using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Orleans;
using Orleans.Runtime;

namespace Fabric.Edge.Presence;

/// <summary>The presences of the cluster, asked for by grain calls. What changes comes by <see cref="ClusterPresenceStream" />.</summary>
internal sealed class ClusterPresenceFeed(IClusterClient cluster, GatewayIdentity gateway, ClusterPresenceStream stream, TimeProvider time) : IPresenceFeed
{
    private static readonly TimeSpan CountLifetime = TimeSpan.FromSeconds(1);

    private readonly Lock _countGate = new();
    private Task<int>? _count;
    private long _countedAt;

    /// <inheritdoc />
    public void Attach(IPresenceObserver observer) => stream.Observer = observer;

    /// <inheritdoc />
    public Task<PresenceSnapshot?> GetAsync(UserId user) => RepeatOnceAsync(Grain(user).GetAsync);

    /// <inheritdoc />
    public async Task<PresenceSnapshot?> FollowAsync(UserId user)
    {
        await stream.OpenedAsync();
        return await RepeatOnceAsync(() => Grain(user).FollowAsync(gateway.Id));
    }

    /// <inheritdoc />
    public Task UnfollowAsync(UserId user) => Grain(user).UnfollowAsync(gateway.Id);

    /// <inheritdoc />
    public async Task<IReadOnlyList<UserId>> FollowAllAsync()
    {
        await stream.OpenedAsync();
        var partitions = await Task.WhenAll(Partitions().Select(index => RepeatOnceAsync(() => index.FollowAllAsync(gateway.Id))));
        return [.. partitions.SelectMany(static users => users)];
    }

    /// <inheritdoc />
    public Task UnfollowAllAsync() => Task.WhenAll(Partitions().Select(index => index.UnfollowAllAsync(gateway.Id)));

    /// <inheritdoc />
    public Task<int> CountAsync()
    {
        lock (_countGate)
        {
            if (_count is null or { IsFaulted: true } || time.GetElapsedTime(_countedAt) > CountLifetime)
            {
                _count = CountNowAsync();
                _countedAt = time.GetTimestamp();
            }

            return _count;
        }
    }

    private async Task<int> CountNowAsync()
    {
        var counts = await Task.WhenAll(Partitions().Select(static index => RepeatOnceAsync(index.CountAsync)));
        return counts.Sum();
    }

    /// <summary>A silo that dies takes the calls to it along: those that are safe to repeat reach the grain elsewhere the second time.</summary>
    private static async Task<T> RepeatOnceAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            return await call();
        }
    }

    private IPresenceGrain Grain(UserId user) => cluster.GetGrain<IPresenceGrain>(PresenceKey.Of(user));

    private IEnumerable<IPresenceIndexGrain> Partitions() => Enumerable
        .Range(0, PresenceIndexKey.Partitions)
        .Select(partition => cluster.GetGrain<IPresenceIndexGrain>(PresenceIndexKey.OfPartition(partition)));
}
