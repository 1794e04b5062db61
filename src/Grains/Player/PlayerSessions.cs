using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Sessions;

namespace Fabric.Grains.Player;

/// <summary>Where players find their sessions.</summary>
/// <param name="find">The session of an id.</param>
public sealed class PlayerSessions(Func<SessionId, ISessionGrain> find)
{
    /// <summary>The session of an id.</summary>
    public ISessionGrain Get(SessionId session) => find(session);
}
