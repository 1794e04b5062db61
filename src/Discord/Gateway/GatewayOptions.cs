using Fabric.Discord.Rest;

namespace Fabric.Discord.Gateway;

/// <summary>One shard's connection to Discord's main gateway.</summary>
public sealed record GatewayOptions
{
    /// <summary>The bot's token. Prints as a placeholder.</summary>
    public required BotToken Token { get; init; }

    /// <summary>Which events to receive.</summary>
    public GatewayIntents Intents { get; init; } = GatewayIntents.Presence;

    /// <summary>Guilds with more members than this (50 to 250) are sent without their offline members.</summary>
    public int LargeThreshold { get; init; } = 250;

    /// <summary>Which shard this is: guilds with (id >> 22) % count equal to it.</summary>
    public int ShardId { get; init; }

    /// <summary>How many shards there are.</summary>
    public int ShardCount { get; init; } = 1;

    /// <summary>Told to Discord as <c>properties.os</c>.</summary>
    public string OperatingSystem { get; init; } = "linux";

    /// <summary>Told to Discord as <c>properties.browser</c> and <c>properties.device</c>.</summary>
    public string Library { get; init; } = "fabric";

    /// <summary>What the bot shows from the start; Discord's default when null.</summary>
    public GatewayOwnPresence? Presence { get; init; }

    /// <summary>How Discord compresses what it sends.</summary>
    public GatewayCompression Compression { get; init; } = GatewayCompression.ZlibStream;

    /// <summary>The largest message, after decompression, in bytes. A GUILD_CREATE can have tens of megabytes.</summary>
    public int MaxMessageBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The root of Discord's REST API, version included.</summary>
    public Uri RestBaseUrl { get; init; } = DiscordRestOptions.DefaultBaseUrl;

    /// <summary>Throws when a value is out of its limits, with a message that says which, and what is allowed.</summary>
    /// <exception cref="ArgumentException">A value is out of its limits.</exception>
    public void Validate()
    {
        Require(LargeThreshold is >= 50 and <= 250, nameof(LargeThreshold), LargeThreshold, "50 to 250");
        Require(ShardCount >= 1, nameof(ShardCount), ShardCount, "1 or more");
        Require(ShardId >= 0 && ShardId < ShardCount, nameof(ShardId), ShardId, $"0 to {ShardCount - 1} (ShardCount - 1)");
        Require(MaxMessageBytes >= 64 * 1024, nameof(MaxMessageBytes), MaxMessageBytes, "65536 or more");
        Require(
            RestBaseUrl.IsAbsoluteUri && RestBaseUrl.Scheme is "http" or "https",
            nameof(RestBaseUrl),
            RestBaseUrl,
            "an absolute http or https address");
    }

    private static void Require(bool holds, string name, object value, string allowed)
    {
        if (!holds)
        {
            throw new ArgumentException($"{name} is {value}, allowed is {allowed}.", name);
        }
    }
}
