using Fabric.Abstractions.Ids;
using Fabric.Discord.Rest;
using Fabric.Edge.Composition;
using Fabric.Grains.Ingest;

namespace Fabric.Silo;

/// <summary>Reads the bots of the configuration. Tokens are never logged.</summary>
internal static class DiscordSettings
{
    private const string TokenVariable = "BOT_TOKEN";
    private const string TokenSetting = "Discord:Token";
    private const string RestSetting = "Discord:RestBaseUrl";

    private static readonly BotId Only = new("default");

    /// <summary>The configured bots; none without a token.</summary>
    /// <exception cref="SettingException">A value cannot work.</exception>
    public static IReadOnlyList<BotOptions> ReadBots(IConfiguration configuration)
    {
        var setting = TokenSettingOf(configuration);
        if (configuration[setting] is not { Length: > 0 } token)
        {
            return [];
        }

        return [new BotOptions { Id = Only, Token = ReadToken(setting, token), ApiUrl = ReadUrl(configuration[RestSetting]) }];
    }

    /// <summary>The setting that the token is read from.</summary>
    public static string TokenSettingOf(IConfiguration configuration) =>
        configuration[TokenSetting] is { Length: > 0 } ? TokenSetting : TokenVariable;

    private static BotToken ReadToken(string setting, string token)
    {
        try
        {
            return new BotToken(token.Trim());
        }
        catch (ArgumentException exception)
        {
            throw new SettingException($"{setting}: {exception.Message.Replace($" (Parameter '{exception.ParamName}')", "", StringComparison.Ordinal)}");
        }
    }

    private static Uri ReadUrl(string? url)
    {
        if (string.IsNullOrEmpty(url))
        {
            return DiscordRestOptions.DefaultBaseUrl;
        }

        return Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https"
            ? parsed
            : throw new SettingException($"{RestSetting} is '{url}'; it must be a URL such as {DiscordRestOptions.DefaultBaseUrl}.");
    }
}
