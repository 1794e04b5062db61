namespace Fabric.Abstractions.Cluster;

/// <summary>What kind of entity is watched over: the lower ones come back first when a silo is lost.</summary>
public enum EntityClass
{
    /// <summary>A player that somebody hears.</summary>
    AudiblePlayer,

    /// <summary>A connection to Discord's gateway.</summary>
    Shard,

    /// <summary>A client's session.</summary>
    Session,

    /// <summary>A player that is paused or has no track.</summary>
    SilentPlayer,
}
