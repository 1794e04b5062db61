using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;

namespace Fabric.Edge.Presence;

/// <summary>Which users of each partition the process has been told of, so that it is told again only after a change. Thread-safe.</summary>
internal sealed class IndexRevisions
{
    private readonly Lock _gate = new();
    private readonly long[] _known = new long[PresenceIndexKey.Partitions];

    public long this[int partition]
    {
        get
        {
            lock (_gate)
            {
                return _known[partition];
            }
        }
    }

    /// <summary>The users of an answer; none where the partition has not changed.</summary>
    public IEnumerable<UserId> Take(int partition, IndexMembers? answer)
    {
        if (answer is null)
        {
            return [];
        }

        lock (_gate)
        {
            _known[partition] = answer.Revision;
        }

        return answer.Users;
    }

    /// <summary>Forgets everything: the next answers name everybody.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            Array.Clear(_known);
        }
    }
}
