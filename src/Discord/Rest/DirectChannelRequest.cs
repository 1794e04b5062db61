namespace Fabric.Discord.Rest;

/// <summary>The body of Create DM.</summary>
internal sealed record DirectChannelRequest(string RecipientId);
