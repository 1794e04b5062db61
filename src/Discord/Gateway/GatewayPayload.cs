namespace Fabric.Discord.Gateway;

/// <summary>What the client sends.</summary>
internal sealed record GatewayPayload<T>(int Op, T D);
