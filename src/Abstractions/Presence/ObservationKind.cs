namespace Fabric.Abstractions.Presence;

/// <summary>Kinds of <see cref="PresenceObservation" />.</summary>
public enum ObservationKind
{
    /// <summary>Listed as a member, with the presence beside it or none known: GUILD_CREATE.</summary>
    Listed = 0,

    /// <summary>Listed in an answer to a member request: a missing presence means offline. GUILD_MEMBERS_CHUNK.</summary>
    Requested = 1,

    /// <summary>PRESENCE_UPDATE: ignored while the user is not monitored.</summary>
    PresenceChanged = 2,

    /// <summary>GUILD_MEMBER_UPDATE: the user object changed.</summary>
    UserChanged = 3,

    /// <summary>No longer a member of the guild.</summary>
    Left = 4,
}
