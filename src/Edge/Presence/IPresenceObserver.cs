using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;

namespace Fabric.Edge.Presence;

/// <summary>Is told what changes in the cluster. Calls may come late, twice and out of order: versions decide.</summary>
public interface IPresenceObserver
{
    /// <summary>A presence changed, or a user joined.</summary>
    void OnChanged(PresenceSnapshot snapshot);

    /// <summary>A user is no longer monitored.</summary>
    void OnEnded(UserId user, long version);
}
