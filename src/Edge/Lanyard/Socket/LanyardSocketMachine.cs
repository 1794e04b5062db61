using Fabric.Abstractions.Ids;
using Fabric.Edge.Lanyard.Hub;

namespace Fabric.Edge.Lanyard.Socket;

/// <summary>The protocol's decisions for one socket: whom it follows, and which changes it is sent. Pure; not thread-safe.</summary>
internal sealed class LanyardSocketMachine
{
    private readonly HashSet<UserId> _users = [];
    private HashSet<UserId>? _muted;
    private bool _all;

    /// <summary>
    /// Updates carry <c>user_id</c>: Lanyard's published protocol has it, but a client that follows a single user may take it as a
    /// sign of following several, so a socket whose subscriptions were all for one user each goes without.
    /// </summary>
    public bool NamesUsers { get; private set; }

    /// <summary>The users followed by id.</summary>
    public IReadOnlyCollection<UserId> Users => _users;

    /// <summary>Takes a client's message.</summary>
    public LanyardEffect Receive(ReadOnlySpan<byte> message) => Receive(LanyardCommandParser.Parse(message));

    /// <summary>Whether a change is sent to this socket. A user who joins again is heard of again.</summary>
    public bool Wants(UserId user, PresenceReach reach) => reach switch
    {
        PresenceReach.Follows => _users.Contains(user) && (!_all || IsMuted(user)),
        PresenceReach.FollowsEverybody => _all && !IsMuted(user),
        PresenceReach.Joined => _all && !(_muted?.Remove(user) == true && _users.Contains(user)),
        _ => false,
    };

    private LanyardEffect Receive(LanyardCommand command) => command switch
    {
        LanyardCommand.SubscribeToOne one => Follow(one.User is { } user ? [user] : [], bare: true),
        LanyardCommand.SubscribeToMany many => FollowMany(many.Users),
        LanyardCommand.SubscribeToAll => FollowAll(),
        LanyardCommand.Unsubscribe some => Unfollow(some.Users),
        LanyardCommand.UnsubscribeFromAll => UnfollowAll(),
        LanyardCommand.Violation violation => new LanyardEffect.Close(violation.Close),
        _ => LanyardEffect.Nothing.Instance,
    };

    private LanyardEffect.Follow FollowMany(IReadOnlyList<UserId> users)
    {
        NamesUsers = true;
        return Follow([.. users.Distinct()], bare: false);
    }

    private LanyardEffect.Follow Follow(IReadOnlyList<UserId> users, bool bare)
    {
        _users.UnionWith(users);
        return new LanyardEffect.Follow(users, bare);
    }

    private LanyardEffect.FollowAll FollowAll()
    {
        NamesUsers = true;
        _all = true;
        _muted = null;
        return LanyardEffect.FollowAll.Instance;
    }

    private LanyardEffect.Unfollow Unfollow(IReadOnlyList<UserId> users)
    {
        _users.ExceptWith(users);
        if (_all)
        {
            (_muted ??= []).UnionWith(users);
        }

        return new LanyardEffect.Unfollow(users);
    }

    private LanyardEffect.UnfollowAll UnfollowAll()
    {
        var effect = new LanyardEffect.UnfollowAll([.. _users]);
        _users.Clear();
        _users.TrimExcess();
        _muted = null;
        _all = NamesUsers = false;
        return effect;
    }

    private bool IsMuted(UserId user) => _muted is not null && _muted.Contains(user);
}
