namespace Fabric.Discord.Rest;

/// <summary>The body of a 429.</summary>
internal sealed record RateLimitPayload(double? RetryAfter);
