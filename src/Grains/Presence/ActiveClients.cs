namespace Fabric.Grains.Presence;

/// <summary>The keys that Discord's client_status had. Their values are not looked at (lanyard.md §3).</summary>
[Flags]
public enum ActiveClients
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>web</c>.</summary>
    Web = 1,

    /// <summary><c>desktop</c>.</summary>
    Desktop = 2,

    /// <summary><c>mobile</c>.</summary>
    Mobile = 4,

    /// <summary><c>embedded</c>: consoles.</summary>
    Embedded = 8,

    /// <summary><c>vr</c>.</summary>
    Vr = 16,
}
