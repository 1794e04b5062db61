namespace Fabric.Abstractions.Presence;

/// <summary>What became of a change of a user's key-value store (lanyard.md §2.5).</summary>
public enum KeyValueOutcome
{
    /// <summary>It is stored.</summary>
    Done,

    /// <summary>The user is in no guild of ours.</summary>
    NotMonitored,

    /// <summary>There would be too many keys.</summary>
    TooManyKeys,

    /// <summary>A key is too long.</summary>
    KeyTooLong,

    /// <summary>A key has a character that keys do not have, or none at all.</summary>
    KeyInvalid,

    /// <summary>A value is too long.</summary>
    ValueTooLong,

    /// <summary>All values together are too large to be stored.</summary>
    TooLarge,
}
