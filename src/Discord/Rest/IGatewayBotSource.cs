namespace Fabric.Discord.Rest;

/// <summary>Tells where the gateway is. An answer may be some seconds old, never much more.</summary>
public interface IGatewayBotSource
{
    /// <summary>Get Gateway Bot.</summary>
    /// <exception cref="DiscordTokenRefusedException">The token is not valid.</exception>
    /// <exception cref="DiscordRestException">Discord gave no usable answer.</exception>
    ValueTask<GatewayBot> GetAsync(CancellationToken cancellationToken);
}
