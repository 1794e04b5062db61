using Fabric.Abstractions.Edge;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;

namespace Fabric.Edge.Lanyard.Hub;

/// <summary>
/// A user whom this process follows: the newest presence known and the clients that follow the user by id. Its methods may be
/// called by anyone at any time; versions only grow, and clients are told in their order.
/// </summary>
/// <param name="user">Who.</param>
/// <param name="everybody">The clients that follow everybody, who are told as well.</param>
internal sealed class FollowedUser(UserId user, SubscriberSet everybody)
{
    private readonly Lock _gate = new();
    private readonly HashSet<IPresenceSubscriber> _subscribers = [];
    private Task? _known;
    private PresenceUpdate? _latest;
    private long _version = long.MinValue;
    private int _events;
    private bool _current;
    private bool _released;
    private bool _wasRead;
    private long? _idleSince;

    public UserId User => user;

    /// <summary>The newest presence; null while the user is not monitored, or nothing is known yet.</summary>
    public PresenceUpdate? Latest => Volatile.Read(ref _latest);

    /// <summary>The same for a client that was added before: once every client has been told of it, so that this one is not told of it again.</summary>
    public PresenceUpdate? Told
    {
        get
        {
            lock (_gate)
            {
                return _latest;
            }
        }
    }

    /// <summary>The same for somebody who only reads it: the user is followed a while longer for that.</summary>
    public PresenceUpdate? Read()
    {
        if (!Volatile.Read(ref _wasRead))
        {
            Volatile.Write(ref _wasRead, true);
        }

        return Latest;
    }

    /// <summary>The cluster has acknowledged our interest, so that <see cref="Latest" /> is kept up to date.</summary>
    public bool IsCurrent => Volatile.Read(ref _current);

    /// <summary>How many clients follow the user by id.</summary>
    public int Subscribers
    {
        get
        {
            lock (_gate)
            {
                return _subscribers.Count;
            }
        }
    }

    /// <summary>Adds a client; false when the user has been given up meanwhile.</summary>
    public bool TryAdd(IPresenceSubscriber? subscriber)
    {
        lock (_gate)
        {
            if (!_released && subscriber is not null)
            {
                _subscribers.Add(subscriber);
            }

            return !_released;
        }
    }

    public void Remove(IPresenceSubscriber subscriber)
    {
        lock (_gate)
        {
            _subscribers.Remove(subscriber);
        }
    }

    /// <summary>Gives the user up once nobody has followed or read for a while; from then on no client can be added.</summary>
    public bool TryRelease(TimeProvider time, TimeSpan linger)
    {
        lock (_gate)
        {
            if (_subscribers.Count > 0 || !everybody.IsEmpty || _wasRead)
            {
                _wasRead = false;
                _idleSince = null;
                return false;
            }

            _idleSince ??= time.GetTimestamp();
            _released = time.GetElapsedTime(_idleSince.Value) >= linger;
            return _released;
        }
    }

    /// <summary>Completes when the cluster has answered for the first time; asks it if nobody has.</summary>
    public Task KnownAsync(Func<FollowedUser, Task> ask)
    {
        lock (_gate)
        {
            return _known ??= ask(this);
        }
    }

    /// <summary>Has the owner asked for the first time.</summary>
    /// <param name="follow">Registers interest and answers with the presence.</param>
    public async Task RefreshAsync(Func<UserId, Task<PresenceSnapshot?>> follow)
    {
        var eventsBefore = Volatile.Read(ref _events);
        var snapshot = await follow(user);
        lock (_gate)
        {
            _current = true;
            if (snapshot is not null)
            {
                Take(snapshot);
            }
            else if (_events == eventsBefore)
            {
                _latest = null;
            }
        }
    }

    /// <summary>What is known now, to be compared with the user's owner; <paramref name="mark" /> goes back with the answer.</summary>
    public KnownPresence Ask(out int mark)
    {
        lock (_gate)
        {
            mark = _events;
            return new KnownPresence(user, Math.Max(_version, 0), _latest is not null);
        }
    }

    /// <summary>The owner has answered: it knows of our interest, and this is what we did not know; null where that was nothing.</summary>
    public void Learn(EdgeEvent? news, int mark)
    {
        lock (_gate)
        {
            _current = true;
            if (news is PresenceChanged changed)
            {
                Take(changed.Snapshot);
            }
            else if (news is PresenceEnded && _events == mark)
            {
                // Of events that came meanwhile nobody knows whether they are older than the answer: the next comparison tells.
                _latest = null;
            }
        }
    }

    /// <summary>Takes a presence, if it is newer, and tells the clients: so many of them; null where it is not.</summary>
    public int? Change(PresenceSnapshot snapshot)
    {
        lock (_gate)
        {
            _events++;
            return Take(snapshot);
        }
    }

    /// <summary>The user left. Clients are not told; their interest stays.</summary>
    public void End(long version)
    {
        lock (_gate)
        {
            _events++;
            if (version >= _version)
            {
                _version = version;
                _latest = null;
            }
        }
    }

    private int? Take(PresenceSnapshot snapshot)
    {
        if (snapshot.Version <= _version)
        {
            return null;
        }

        var joined = _latest is null;
        _version = snapshot.Version;
        var update = _latest = new PresenceUpdate(snapshot);
        foreach (var subscriber in _subscribers)
        {
            subscriber.Deliver(update, PresenceReach.Follows);
        }

        return _subscribers.Count + everybody.Deliver(update, joined ? PresenceReach.Joined : PresenceReach.FollowsEverybody);
    }
}
