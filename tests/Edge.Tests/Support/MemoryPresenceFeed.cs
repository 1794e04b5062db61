using System.Collections.Concurrent;
using Fabric.Abstractions.Edge;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Fabric.Edge.Presence;

namespace Fabric.Edge.Tests.Support;

/// <summary>A cluster in memory: keeps the contract of the seam, can be slow or broken, and counts who is followed.</summary>
internal sealed class MemoryPresenceFeed : IPresenceFeed
{
    private readonly Lock _gate = new();
    private readonly Dictionary<UserId, PresenceSnapshot> _monitored = [];
    private readonly HashSet<UserId> _followed = [];
    private IPresenceObserver? _observer;
    private long _version;

    /// <summary>While set, Follow does not answer.</summary>
    public TaskCompletionSource? Gate { get; set; }

    /// <summary>Users whose owner does not answer comparisons.</summary>
    public HashSet<UserId> Lost { get; } = [];

    /// <summary>While set, nothing answers.</summary>
    public bool Broken
    {
        get => Failure is not null;
        set => Failure = value ? new TimeoutException("The cluster does not answer.") : null;
    }

    /// <summary>What every call fails with, while set.</summary>
    public Exception? Failure { get; set; }

    /// <summary>While set, changes do not reach the observer, as when a silo dies.</summary>
    public bool LosesEvents { get; set; }

    /// <summary>How often it did not answer.</summary>
    public int Refused { get; private set; }

    public bool FollowsAll { get; private set; }

    public ConcurrentQueue<UserId> Reads { get; } = new();

    public bool Follows(UserId user)
    {
        lock (_gate)
        {
            return _followed.Contains(user);
        }
    }

    public void Attach(IPresenceObserver observer) => _observer = observer;

    /// <summary>Gives a user a new presence; a user who is not monitored joins.</summary>
    public PresenceSnapshot Publish(UserId user, string status = "online") => Publish(user, Presences.Utf8(user, status));

    public PresenceSnapshot Publish(UserId user, byte[] json)
    {
        lock (_gate)
        {
            var snapshot = _monitored[user] = new PresenceSnapshot(user, ++_version, json);
            if (!LosesEvents && (_followed.Contains(user) || FollowsAll))
            {
                _observer!.OnChanged(snapshot);
            }

            return snapshot;
        }
    }

    /// <summary>Tells of a presence, whatever its version.</summary>
    public void Tell(PresenceSnapshot snapshot) => _observer!.OnChanged(snapshot);

    public void Leave(UserId user)
    {
        lock (_gate)
        {
            _monitored.Remove(user);
            if (!LosesEvents && (_followed.Contains(user) || FollowsAll))
            {
                _observer!.OnEnded(user, ++_version);
            }
        }
    }

    public Task<PresenceSnapshot?> GetAsync(UserId user)
    {
        ThrowIfBroken();
        Reads.Enqueue(user);
        return Task.FromResult(Find(user));
    }

    public async Task<PresenceSnapshot?> FollowAsync(UserId user)
    {
        PresenceSnapshot? snapshot;
        lock (_gate)
        {
            ThrowIfBroken();
            _followed.Add(user);
            snapshot = Find(user);
        }

        if (Gate is { } gate)
        {
            await gate.Task;
        }

        return snapshot;
    }

    public async Task<MissedNews> CompareAsync(IReadOnlyList<KnownPresence> known)
    {
        List<EdgeEvent> news = [];
        List<UserId> unanswered = [];
        lock (_gate)
        {
            ThrowIfBroken();
            foreach (var one in known)
            {
                Compare(one, news, unanswered);
            }
        }

        if (Gate is { } gate)
        {
            await gate.Task;
        }

        return new MissedNews([.. news], [.. unanswered]);
    }

    public Task UnfollowAsync(UserId user)
    {
        lock (_gate)
        {
            ThrowIfBroken();
            _followed.Remove(user);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<UserId>> FollowAllAsync()
    {
        lock (_gate)
        {
            ThrowIfBroken();
            FollowsAll = true;
            return Task.FromResult<IReadOnlyList<UserId>>([.. _monitored.Keys]);
        }
    }

    public Task UnfollowAllAsync()
    {
        ThrowIfBroken();
        FollowsAll = false;
        return Task.CompletedTask;
    }

    public Task<int> CountAsync()
    {
        lock (_gate)
        {
            ThrowIfBroken();
            return Task.FromResult(_monitored.Count);
        }
    }

    private void Compare(KnownPresence known, List<EdgeEvent> news, List<UserId> unanswered)
    {
        if (Lost.Contains(known.User))
        {
            unanswered.Add(known.User);
            return;
        }

        _followed.Add(known.User);
        if (_monitored.TryGetValue(known.User, out var snapshot) && snapshot.Version > known.Version)
        {
            news.Add(new PresenceChanged(snapshot));
        }
        else if (snapshot is null && known.IsPresent)
        {
            news.Add(new PresenceEnded(known.User, 0));
        }
    }

    private PresenceSnapshot? Find(UserId user)
    {
        lock (_gate)
        {
            return _monitored.GetValueOrDefault(user);
        }
    }

    private void ThrowIfBroken()
    {
        if (Failure is { } failure)
        {
            Refused++;
            throw failure;
        }
    }
}
