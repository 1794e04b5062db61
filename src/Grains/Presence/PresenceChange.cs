namespace Fabric.Grains.Presence;

/// <summary>What an observation did to a user's state.</summary>
internal enum PresenceChange
{
    /// <summary>Nothing at all.</summary>
    None,

    /// <summary>Only what nobody sees (another guild): to be stored, not to be told.</summary>
    Stored,

    /// <summary>The public presence.</summary>
    Changed,

    /// <summary>The user was seen in the first guild of ours.</summary>
    Joined,

    /// <summary>The user left the last guild of ours.</summary>
    Left,
}
