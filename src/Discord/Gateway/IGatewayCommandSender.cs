namespace Fabric.Discord.Gateway;

internal interface IGatewayCommandSender
{
    /// <summary>Sends a whole <c>{op, d}</c>.</summary>
    /// <exception cref="GatewayNotConnectedException">The session is not running just now.</exception>
    ValueTask SendAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);
}
