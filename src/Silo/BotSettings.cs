using System.Globalization;
using System.Text.RegularExpressions;
using Fabric.Abstractions.Ids;
using Fabric.Discord.Gateway;
using Fabric.Discord.Rest;
using Fabric.Edge.Composition;
using Fabric.Grains.Ingest;

namespace Fabric.Silo;

/// <summary>
/// Reads the bots: one of <c>Discord:Token</c> or <c>BOT_TOKEN</c>, those of <c>Discord:Bots</c>, and one for each file of
/// <c>Discord:TokensDirectory</c>. Tokens are never logged.
/// </summary>
internal sealed partial class BotSettings(IConfiguration configuration)
{
    private const string TokenVariable = "BOT_TOKEN";
    private const string Section = "Discord";
    private const string TokenSetting = $"{Section}:Token";
    private const string BotsSetting = $"{Section}:Bots";
    private const string DirectorySetting = $"{Section}:TokensDirectory";
    private const string RestBaseUrl = "RestBaseUrl";
    private const string Shards = "Shards";
    private const string Compression = "Compression";
    private const string SlashCommands = "SlashCommands";
    private const string CommandPrefix = "CommandPrefix";
    private const string PrefixVariable = "COMMAND_PREFIX";
    private const string DefaultPrefix = ".";
    private const string ExternalUrlSetting = $"{EdgeOptions.Section}:{nameof(EdgeOptions.ExternalUrl)}";
    private const string ExternalUrlVariable = "EXTERNAL_URL";
    private const string OnlyName = "default";

    /// <summary>A token is some 70 characters: a larger file is something else.</summary>
    private const int LongestTokenFile = 4096;

    private static readonly string DefaultExternalUrl = new EdgeOptions().ExternalUrl;

    /// <summary>The directory with a token in each file; null where none is set.</summary>
    public string? TokensDirectory => configuration[DirectorySetting] is { Length: > 0 } path ? path : null;

    /// <summary>The bots as they are configured now; none without a token.</summary>
    /// <exception cref="SettingException">A value cannot work.</exception>
    public IReadOnlyList<BotOptions> Read()
    {
        List<BotOptions> bots = [.. ReadOnly(), .. ReadNamed(), .. ReadFiles()];
        for (var index = 0; index < bots.Count; index++)
        {
            if (bots.Take(index).FirstOrDefault(other => other.Id == bots[index].Id) is { } namesake)
            {
                throw new SettingException($"{bots[index].TokenSource}: there is a bot '{namesake.Id}' already, of {namesake.TokenSource}; give each a name of its own.");
            }

            if (bots.Take(index).FirstOrDefault(other => other.Token.Equals(bots[index].Token)) is { } twin)
            {
                throw new SettingException($"{bots[index].TokenSource}: {twin.TokenSource} has the same token; a bot can be followed once.");
            }
        }

        return bots;
    }

    private static BotToken ReadToken(string source, string token)
    {
        try
        {
            return new BotToken(token.Trim());
        }
        catch (ArgumentException exception)
        {
            throw new SettingException($"{source}: {exception.Message.Replace($" (Parameter '{exception.ParamName}')", "", StringComparison.Ordinal)}");
        }
    }

    private static string CheckName(string source, string name) => NamePattern().IsMatch(name)
        ? name
        : throw new SettingException($"{source}: '{name}' cannot name a bot; names have 1 to 64 of the characters a-z, A-Z, 0-9, '.', '_' and '-'.");

    [GeneratedRegex(@"\A[a-zA-Z0-9._-]{1,64}\z")]
    private static partial Regex NamePattern();

    private IEnumerable<BotOptions> ReadOnly()
    {
        var setting = configuration[TokenSetting] is { Length: > 0 } ? TokenSetting : TokenVariable;
        return configuration[setting] is { Length: > 0 } token ? [Create(OnlyName, setting, token, configuration.GetSection(Section))] : [];
    }

    private IEnumerable<BotOptions> ReadNamed()
    {
        foreach (var bot in configuration.GetSection(BotsSetting).GetChildren())
        {
            var (tokenSetting, fileSetting) = ($"{bot.Path}:Token", $"{bot.Path}:TokenFile");
            var (token, file) = (configuration[tokenSetting], configuration[fileSetting]);
            yield return (token, file) switch
            {
                ({ Length: > 0 }, null or "") => Create(CheckName(BotsSetting, bot.Key), tokenSetting, token, bot),
                (null or "", { Length: > 0 }) => Create(CheckName(BotsSetting, bot.Key), $"{fileSetting} {file}", ReadFile(fileSetting, file), bot),
                _ => throw new SettingException($"{bot.Path}: set either {tokenSetting} or {fileSetting}."),
            };
        }
    }

    /// <summary>Hidden files are left out: where Kubernetes mounts a secret there are some.</summary>
    private IEnumerable<BotOptions> ReadFiles()
    {
        if (TokensDirectory is not { } directory)
        {
            return [];
        }

        try
        {
            return [.. Directory.EnumerateFiles(directory)
                .Where(static file => !Path.GetFileName(file).StartsWith('.'))
                .Order(StringComparer.Ordinal)
                .Select(file => Create(CheckName(DirectorySetting, Path.GetFileName(file)), file, ReadFile(DirectorySetting, file), configuration.GetSection(Section)))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"{DirectorySetting} is '{directory}', which cannot be read: {exception.Message}");
        }
    }

    private static string ReadFile(string setting, string file)
    {
        try
        {
            return new FileInfo(file).Length <= LongestTokenFile
                ? File.ReadAllText(file)
                : throw new SettingException($"{setting}: {file} is larger than {LongestTokenFile} bytes; it is to hold a bot token alone.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"{setting}: {file} cannot be read: {exception.Message}");
        }
    }

    /// <summary>What a bot has not set for itself is as for all.</summary>
    private BotOptions Create(string name, string source, string token, IConfigurationSection section) => new()
    {
        Id = new BotId(name),
        Token = ReadToken(source, token),
        TokenSource = source,
        ApiUrl = ReadUrl(section) ?? ReadUrl(configuration.GetSection(Section)) ?? DiscordRestOptions.DefaultBaseUrl,
        Shards = ReadShards(section) ?? ReadShards(configuration.GetSection(Section)),
        Compression = ReadCompression(section) ?? ReadCompression(configuration.GetSection(Section)) ?? GatewayCompression.ZlibStream,
        CommandPrefix = section[CommandPrefix] ?? configuration[$"{Section}:{CommandPrefix}"] ?? configuration[PrefixVariable] ?? DefaultPrefix,
        SlashCommands = ReadFlag(section, SlashCommands) ?? ReadFlag(configuration.GetSection(Section), SlashCommands) ?? true,
        ExternalUrl = configuration[ExternalUrlSetting] is { Length: > 0 } url ? url : configuration[ExternalUrlVariable] ?? DefaultExternalUrl,
    };

    private static int? ReadShards(IConfigurationSection section)
    {
        if (section[Shards] is not { Length: > 0 } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 10_000
            ? count
            : throw new SettingException($"{section.Path}:{Shards} is '{text}'; it must be a number from 1 to 10000, or be left out for as many as Discord recommends.");
    }

    private static GatewayCompression? ReadCompression(IConfigurationSection section) => section[Compression] switch
    {
        null or "" => null,
        "none" => GatewayCompression.None,
        "zlib-stream" => GatewayCompression.ZlibStream,
        "zstd-stream" => GatewayCompression.ZstdStream,
        var name => throw new SettingException($"{section.Path}:{Compression} is '{name}'; it must be none, zlib-stream or zstd-stream."),
    };

    private static bool? ReadFlag(IConfigurationSection section, string name)
    {
        if (section[name] is not { Length: > 0 } text)
        {
            return null;
        }

        return bool.TryParse(text, out var flag) ? flag : throw new SettingException($"{section.Path}:{name} is '{text}'; it must be 'true' or 'false'.");
    }

    private static Uri? ReadUrl(IConfigurationSection section)
    {
        if (section[RestBaseUrl] is not { Length: > 0 } url)
        {
            return null;
        }

        return Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https"
            ? parsed
            : throw new SettingException($"{section.Path}:{RestBaseUrl} is '{url}'; it must be a URL such as {DiscordRestOptions.DefaultBaseUrl}.");
    }
}
