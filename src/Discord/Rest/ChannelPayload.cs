namespace Fabric.Discord.Rest;

/// <summary>A channel, as far as it is read.</summary>
internal sealed record ChannelPayload(string? Id);
