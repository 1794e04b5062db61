namespace Fabric.Discord.Gateway;

/// <summary>What a socket can receive.</summary>
public enum GatewaySocketMessage
{
    Text,
    Binary,

    /// <summary>The connection is over, by a close frame or by breaking.</summary>
    Closed,
}
