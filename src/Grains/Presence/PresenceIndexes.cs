using System.Collections.Concurrent;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;

namespace Fabric.Grains.Presence;

/// <summary>The partitions of the index, each looked up once: every user who joins is told to one. Thread-safe.</summary>
/// <param name="find">Finds the partition of a user.</param>
public sealed class PresenceIndexes(Func<UserId, IPresenceIndexGrain> find)
{
    private readonly ConcurrentDictionary<string, IPresenceIndexGrain> _partitions = new(StringComparer.Ordinal);

    /// <summary>The partition of a user.</summary>
    public IPresenceIndexGrain Of(UserId user) =>
        _partitions.GetOrAdd(PresenceIndexKey.Of(user), static (_, asked) => asked.find(asked.user), (find, user));
}
