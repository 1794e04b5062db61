namespace Fabric.Discord.Rest;

/// <summary>How to reach Discord's REST API.</summary>
public sealed record DiscordRestOptions
{
    /// <summary>Discord's own API, version 10.</summary>
    public static readonly Uri DefaultBaseUrl = new("https://discord.com/api/v10");

    /// <summary>Who asks.</summary>
    public required BotToken Token { get; init; }

    /// <summary>The API's root, version included. Its scheme and host are used as they are.</summary>
    public Uri BaseUrl { get; init; } = DefaultBaseUrl;

    /// <summary>Discord wants <c>DiscordBot (url, version)</c>.</summary>
    public string UserAgent { get; init; } = "DiscordBot (Fabric, 0.1.0)";
}
