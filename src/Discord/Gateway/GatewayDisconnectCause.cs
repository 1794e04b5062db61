namespace Fabric.Discord.Gateway;

/// <summary>Why a connection ended, or did not come about.</summary>
public enum GatewayDisconnectCause
{
    /// <summary>It did not end: there was none before.</summary>
    None,

    /// <summary>No connection could be opened.</summary>
    OpenFailed,

    /// <summary>The connection broke, or Discord closed it (the close code tells why).</summary>
    Closed,

    /// <summary>Discord asked for a reconnect (opcode 7).</summary>
    ReconnectRequested,

    /// <summary>Discord does not accept the session (opcode 9).</summary>
    InvalidSession,

    /// <summary>No answer to a heartbeat.</summary>
    HeartbeatLost,

    /// <summary>No Hello within the time allowed.</summary>
    HelloLost,

    /// <summary>Discord sent something that is not the protocol.</summary>
    BadFrame,

    /// <summary>The caller ended it.</summary>
    Stopped,
}
