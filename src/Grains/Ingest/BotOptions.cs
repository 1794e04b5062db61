using Fabric.Abstractions.Ids;
using Fabric.Discord.Rest;

namespace Fabric.Grains.Ingest;

/// <summary>A bot whose guilds are watched.</summary>
public sealed record BotOptions
{
    /// <summary>The operator's name for it.</summary>
    public required BotId Id { get; init; }

    /// <summary>Its token; prints as a placeholder.</summary>
    public required BotToken Token { get; init; }

    /// <summary>The root of Discord's REST API, version included.</summary>
    public Uri ApiUrl { get; init; } = DiscordRestOptions.DefaultBaseUrl;
}
