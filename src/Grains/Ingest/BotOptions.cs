using Fabric.Abstractions.Ids;
using Fabric.Discord.Gateway;
using Fabric.Discord.Rest;

namespace Fabric.Grains.Ingest;

/// <summary>A bot whose guilds are watched.</summary>
public sealed record BotOptions
{
    /// <summary>The operator's name for it.</summary>
    public required BotId Id { get; init; }

    /// <summary>Its token; prints as a placeholder.</summary>
    public required BotToken Token { get; init; }

    /// <summary>The setting or the file that the token is read from, for messages to the operator.</summary>
    public string TokenSource { get; init; } = "BOT_TOKEN";

    /// <summary>The root of Discord's REST API, version included.</summary>
    public Uri ApiUrl { get; init; } = DiscordRestOptions.DefaultBaseUrl;

    /// <summary>Into how many shards it is divided; null for as many as Discord recommends.</summary>
    public int? Shards { get; init; }

    /// <summary>How Discord compresses what it sends to the bot's shards.</summary>
    public GatewayCompression Compression { get; init; } = GatewayCompression.ZlibStream;

    /// <summary>What commands to the bot begin with; empty for no commands, and no reading of messages.</summary>
    public string CommandPrefix { get; init; } = ".";

    /// <summary>Whether users may give commands by a slash.</summary>
    public bool SlashCommands { get; init; } = true;

    /// <summary>The URL under which clients reach Lanyard's front-end, for links in the bot's answers.</summary>
    public string ExternalUrl { get; init; } = "http://localhost:4001";
}
