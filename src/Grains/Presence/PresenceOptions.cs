namespace Fabric.Grains.Presence;

/// <summary>What presences tell besides what Lanyard's do.</summary>
public sealed class PresenceOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string SectionName = "Presence";

    /// <summary>Whether they have the keys <c>monitoring_since</c> and <c>last_seen</c>. They are kept either way.</summary>
    public bool ShowTimes { get; set; }
}
