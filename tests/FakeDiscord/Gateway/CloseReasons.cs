namespace Fabric.FakeDiscord.Gateway;

/// <summary>The reason texts that Discord sends with its close codes.</summary>
internal static class CloseReasons
{
    public static string Of(GatewayCloseCode code) => code switch
    {
        GatewayCloseCode.UnknownError => "Unknown error.",
        GatewayCloseCode.UnknownOpcode => "Unknown opcode.",
        GatewayCloseCode.DecodeError => "Error while decoding payload.",
        GatewayCloseCode.NotAuthenticated => "Not authenticated.",
        GatewayCloseCode.AuthenticationFailed => "Authentication failed.",
        GatewayCloseCode.AlreadyAuthenticated => "Already authenticated.",
        GatewayCloseCode.InvalidSequence => "Invalid seq.",
        GatewayCloseCode.RateLimited => "Rate limited.",
        GatewayCloseCode.SessionTimedOut => "Session timed out.",
        GatewayCloseCode.InvalidShard => "Invalid shard.",
        GatewayCloseCode.ShardingRequired => "Sharding required.",
        GatewayCloseCode.InvalidApiVersion => "Invalid API version.",
        GatewayCloseCode.InvalidIntents => "Invalid intent(s).",
        GatewayCloseCode.DisallowedIntents => "Disallowed intent(s).",
        _ => "",
    };
}
