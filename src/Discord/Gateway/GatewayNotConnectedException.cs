namespace Fabric.Discord.Gateway;

/// <summary>A command cannot be sent because the shard has no session running just now.</summary>
public sealed class GatewayNotConnectedException(Exception? innerException = null)
    : Exception("The shard is not connected to Discord just now.", innerException);
