namespace Fabric.FakeDiscord.Gateway;

/// <summary>Why an Identify is refused for good.</summary>
internal static class IdentifyRules
{
    private const int MinLargeThreshold = 50;
    private const int MaxLargeThreshold = 250;

    /// <summary>The code to close with; null when the request is fine.</summary>
    public static GatewayCloseCode? Refusal(IdentifyRequest request, FakeDiscordOptions options)
    {
        if (!string.Equals(request.Token, options.Token, StringComparison.Ordinal))
        {
            return GatewayCloseCode.AuthenticationFailed;
        }

        if (request.LargeThreshold is < MinLargeThreshold or > MaxLargeThreshold)
        {
            return GatewayCloseCode.DecodeError;
        }

        if (!IsValidShard(request, options))
        {
            return GatewayCloseCode.InvalidShard;
        }

        if (request.Intents is not { } intents || (intents & ~GatewayIntents.All) != GatewayIntents.None)
        {
            return GatewayCloseCode.InvalidIntents;
        }

        return (intents & options.DisallowedIntents & GatewayIntents.Privileged) != GatewayIntents.None
            ? GatewayCloseCode.DisallowedIntents
            : null;
    }

    private static bool IsValidShard(IdentifyRequest request, FakeDiscordOptions options) =>
        request.ShardCount > 0
        && request.ShardId >= 0
        && request.ShardId < request.ShardCount
        && request.ShardCount % options.ShardMultiple == 0;
}
