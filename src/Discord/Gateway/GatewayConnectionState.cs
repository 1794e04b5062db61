namespace Fabric.Discord.Gateway;

/// <summary>How a shard stands.</summary>
public enum GatewayConnectionState
{
    /// <summary>Not run yet, or ended as it was asked to.</summary>
    Stopped,

    /// <summary>No connection: waiting, or opening one. What is known grows stale.</summary>
    Connecting,

    /// <summary>Connected, and starting or resuming a session.</summary>
    Handshaking,

    /// <summary>Events arrive as they happen.</summary>
    Ready,

    /// <summary>Ended because Discord will not have it: somebody must change the configuration.</summary>
    Failed,
}
