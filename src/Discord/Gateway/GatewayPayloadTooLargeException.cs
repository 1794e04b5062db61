namespace Fabric.Discord.Gateway;

/// <summary>A command is larger than Discord takes; sending it would cost the connection (close code 4002).</summary>
public sealed class GatewayPayloadTooLargeException(int bytes)
    : Exception($"The command has {bytes} bytes; Discord takes {GatewaySender.MaxPayloadBytes} at most.");
