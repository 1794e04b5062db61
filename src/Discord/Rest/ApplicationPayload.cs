namespace Fabric.Discord.Rest;

internal sealed record ApplicationPayload(string? Id);
