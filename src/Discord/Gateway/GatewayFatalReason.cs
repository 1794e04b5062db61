namespace Fabric.Discord.Gateway;

/// <summary>Why Discord will not have this shard. The values of those that are close codes are these codes.</summary>
public enum GatewayFatalReason
{
    /// <summary>The token is wrong (close code 4004, or 401 from REST).</summary>
    AuthenticationFailed = 4004,

    /// <summary>The shard's id or the number of shards does not fit: ask Get Gateway Bot again.</summary>
    InvalidShard = 4010,

    /// <summary>Too many guilds for one shard: ask Get Gateway Bot for the number of shards.</summary>
    ShardingRequired = 4011,

    /// <summary>Discord no longer speaks this version of the gateway.</summary>
    InvalidApiVersion = 4012,

    /// <summary>The intents are not a valid combination of bits.</summary>
    InvalidIntents = 4013,

    /// <summary>A privileged intent is not enabled for this bot.</summary>
    DisallowedIntents = 4014,
}
