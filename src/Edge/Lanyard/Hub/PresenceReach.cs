namespace Fabric.Edge.Lanyard.Hub;

/// <summary>Why a client is told of a change. One that follows everybody and also this user is told twice, and keeps one.</summary>
internal enum PresenceReach
{
    /// <summary>It follows this user.</summary>
    Follows,

    /// <summary>It follows everybody.</summary>
    FollowsEverybody,

    /// <summary>It follows everybody, and the user has just joined.</summary>
    Joined,
}
