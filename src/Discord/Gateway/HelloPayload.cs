namespace Fabric.Discord.Gateway;

internal sealed record HelloPayload(double HeartbeatInterval);
