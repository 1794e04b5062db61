namespace Fabric.Discord.Gateway;

/// <summary>A new session has begun: whatever was known before holds no longer, and GUILD_CREATE follows for each guild.</summary>
public sealed record GatewayReady
{
    /// <summary>The session, for resuming it.</summary>
    public required GatewaySession Session { get; init; }

    /// <summary>The bot's user.</summary>
    public required ulong UserId { get; init; }

    /// <summary>The bot's user name.</summary>
    public required string Username { get; init; }

    /// <summary>The guilds of this shard. Those known before and missing here are gone.</summary>
    public required IReadOnlyList<ulong> GuildIds { get; init; }
}
