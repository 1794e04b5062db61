using Fabric.Abstractions.Ids;

namespace Fabric.Edge.Lanyard.Socket;

/// <summary>What a client's message leads to.</summary>
internal abstract record LanyardEffect
{
    /// <summary>Nothing is to be done.</summary>
    public sealed record Nothing : LanyardEffect
    {
        public static Nothing Instance { get; } = new();
    }

    /// <summary>Follow users, then answer with INIT_STATE for just these.</summary>
    /// <param name="Users">Whom.</param>
    /// <param name="Bare">The answer is the one presence itself rather than a map by id.</param>
    public sealed record Follow(IReadOnlyList<UserId> Users, bool Bare) : LanyardEffect;

    /// <summary>Follow everybody, then answer with INIT_STATE for all.</summary>
    public sealed record FollowAll : LanyardEffect
    {
        public static FollowAll Instance { get; } = new();
    }

    /// <summary>Stop following users.</summary>
    public sealed record Unfollow(IReadOnlyList<UserId> Users) : LanyardEffect;

    /// <summary>Stop following everybody, and the users followed by id.</summary>
    public sealed record UnfollowAll(IReadOnlyList<UserId> Users) : LanyardEffect;

    /// <summary>Close the socket.</summary>
    public sealed record Close(LanyardClose How) : LanyardEffect;
}
