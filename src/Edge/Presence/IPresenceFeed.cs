using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;

namespace Fabric.Edge.Presence;

/// <summary>
/// The one seam between the clients here and the presences of the cluster. Interest is per process, not per client, and soft: whoever
/// follows asks again from time to time.
/// </summary>
public interface IPresenceFeed
{
    /// <summary>Names who is told of changes. Called once, before anything is followed.</summary>
    void Attach(IPresenceObserver observer);

    /// <summary>The presence now; null for a user who is not monitored.</summary>
    Task<PresenceSnapshot?> GetAsync(UserId user);

    /// <summary>Registers interest, then takes the presence: any later change reaches the observer, that of a user who joins included.</summary>
    Task<PresenceSnapshot?> FollowAsync(UserId user);

    /// <summary>Ends the interest in a user.</summary>
    Task UnfollowAsync(UserId user);

    /// <summary>Registers interest in everybody who joins from now on, and answers with everybody monitored now, who are still to be followed.</summary>
    Task<IReadOnlyList<UserId>> FollowAllAsync();

    /// <summary>Ends that.</summary>
    Task UnfollowAllAsync();

    /// <summary>How many users are monitored.</summary>
    Task<int> CountAsync();
}
