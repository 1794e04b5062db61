namespace Fabric.Abstractions.Presence;

/// <summary>What became of effects that only an activation's memory held.</summary>
public enum Durability
{
    /// <summary>All of them are stored.</summary>
    Durable = 0,

    /// <summary>They wait for the store.</summary>
    Pending = 1,

    /// <summary>The activation is gone. What it had not stored is lost, unless its last write took effect unseen.</summary>
    Lost = 2,
}
