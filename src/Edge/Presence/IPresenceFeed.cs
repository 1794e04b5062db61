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

    /// <summary>
    /// Renews the interest in users and answers with what was missed of them. Owners that do not answer hold nobody up: their users
    /// are named, and asked about again the next time.
    /// </summary>
    Task<MissedNews> CompareAsync(IReadOnlyList<KnownPresence> known);

    /// <summary>Ends the interest in a user.</summary>
    Task UnfollowAsync(UserId user);

    /// <summary>
    /// Registers or renews interest in everybody who joins from now on, and answers with those monitored now, who are still to be
    /// followed. Later answers leave out whom an earlier one named, unless that is not certain; partitions that do not answer are left out
    /// until the next time.
    /// </summary>
    Task<IReadOnlyList<UserId>> FollowAllAsync();

    /// <summary>Ends that.</summary>
    Task UnfollowAllAsync();

    /// <summary>How many users are monitored.</summary>
    Task<int> CountAsync();
}
