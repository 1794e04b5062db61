using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Fabric.Edge.Presence;

/// <summary>The presences of the cluster, asked for by grain calls. What changes comes by <see cref="ClusterEdgeStream" />.</summary>
internal sealed partial class ClusterPresenceFeed(
    IClusterClient cluster, GatewayIdentity gateway, ClusterEdgeStream stream, TimeProvider time, ILogger<ClusterPresenceFeed> logger) : IPresenceFeed
{
    /// <summary>How many users one call asks about: enough to make calls few, and few enough to keep answers small.</summary>
    private const int BatchSize = 256;

    private const int BatchesAtOnce = 2;

    private static readonly TimeSpan BatchPause = TimeSpan.FromMilliseconds(20);

    /// <summary>What does not answer by then is asked again by the next comparison; no lost silo may hold that up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(2500);

    private static readonly TimeSpan CountLifetime = TimeSpan.FromSeconds(1);

    private readonly IndexRevisions _revisions = new();
    private readonly Lock _countGate = new();
    private Task<int>? _count;
    private long _countedAt;

    /// <inheritdoc />
    public void Attach(IPresenceObserver observer) => stream.Observer = observer;

    /// <inheritdoc />
    public Task<PresenceSnapshot?> GetAsync(UserId user) => ClusterCalls.RepeatOnceAsync(Grain(user).GetAsync);

    /// <inheritdoc />
    public async Task<PresenceSnapshot?> FollowAsync(UserId user)
    {
        await stream.OpenedAsync();
        return await ClusterCalls.RepeatOnceAsync(() => Grain(user).FollowAsync(gateway.Id));
    }

    /// <inheritdoc />
    public Task UnfollowAsync(UserId user) => Grain(user).UnfollowAsync(gateway.Id);

    /// <inheritdoc />
    public async Task<IReadOnlyList<UserId>> FollowAllAsync()
    {
        await stream.OpenedAsync();
        var partitions = await Task.WhenAll(Enumerable.Range(0, PresenceIndexKey.Partitions).Select(RenewPartitionAsync));
        return partitions.Any(static users => users is not null)
            ? [.. partitions.SelectMany(static users => users ?? [])]
            : throw new TimeoutException("No partition of the index answered.");
    }

    /// <inheritdoc />
    public async Task<MissedNews> CompareAsync(IReadOnlyList<KnownPresence> known)
    {
        var batches = new List<Task<MissedNews>>();
        foreach (var batch in known.Chunk(BatchSize))
        {
            await HasRoomAsync(batches);
            batches.Add(CompareBatchAsync(batch, batches.Count));
        }

        var answers = await Task.WhenAll(batches);
        return new MissedNews([.. answers.SelectMany(static answer => answer.News)], [.. answers.SelectMany(static answer => answer.Unanswered)]);
    }

    /// <inheritdoc />
    public Task UnfollowAllAsync()
    {
        _revisions.Clear();
        return Task.WhenAll(Partitions().Select(index => index.UnfollowAllAsync(gateway.Id)));
    }

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
        var counts = await Task.WhenAll(Partitions().Select(static index => ClusterCalls.RepeatOnceAsync(index.CountAsync)));
        return counts.Sum();
    }

    /// <summary>
    /// Thousands of calls at once would keep those waiting that bring changes. Owners that do not answer hold up the batches after theirs for a
    /// moment only.
    /// </summary>
    private async Task HasRoomAsync(List<Task<MissedNews>> batches)
    {
        if (batches.Count >= BatchesAtOnce)
        {
            await ((Task)batches[^BatchesAtOnce]).WaitAsync(BatchPause, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Null where the partition's silo is lost: it is left out, and its users are named the next time.</summary>
    private async Task<IEnumerable<UserId>?> RenewPartitionAsync(int partition)
    {
        try
        {
            var answer = await Partition(partition).RenewAllAsync(gateway.Id, _revisions[partition]).WaitAsync(Patience, time);
            return _revisions.Take(partition, answer);
        }
        catch (Exception exception) when (ClusterCalls.IsUnanswered(exception))
        {
            LogPartitionUnanswered(partition, exception.Message);
            return null;
        }
    }

    private async Task<MissedNews> CompareBatchAsync(KnownPresence[] batch, int number)
    {
        try
        {
            var comparer = ClusterCalls.Find(() => cluster.GetGrain<IPresenceComparerGrain>(PresenceComparerKey.OfBatch(number)));
            return await comparer.CompareAsync(gateway.Id, batch).WaitAsync(Patience, time);
        }
        catch (Exception exception) when (ClusterCalls.IsUnanswered(exception))
        {
            return new MissedNews([], Array.ConvertAll(batch, static known => known.User));
        }
    }

    private IPresenceGrain Grain(UserId user) => ClusterCalls.Find(() => cluster.GetGrain<IPresenceGrain>(PresenceKey.Of(user)));

    private IEnumerable<IPresenceIndexGrain> Partitions() => Enumerable
        .Range(0, PresenceIndexKey.Partitions)
        .Select(Partition);

    private IPresenceIndexGrain Partition(int partition) =>
        ClusterCalls.Find(() => cluster.GetGrain<IPresenceIndexGrain>(PresenceIndexKey.OfPartition(partition)));

    [LoggerMessage(1104, LogLevel.Debug, "Partition {Partition} of the index did not answer ({Reason}); it is asked again")]
    private partial void LogPartitionUnanswered(int partition, string reason);
}
