namespace Fabric.Protocol.Lavalink;

/// <summary>Whose fault a failure is (lavalink.md §1.4).</summary>
public enum ExceptionSeverity
{
    /// <summary>Nobody's: the track cannot be played, as such tracks are.</summary>
    Common,

    /// <summary>Perhaps the server's.</summary>
    Suspicious,

    /// <summary>The server's.</summary>
    Fault,
}
