using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>Says where a setting of .NET's configuration comes from.</summary>
internal static class SettingOrigin
{
    /// <summary>In words for people.</summary>
    public static string Of(IConfiguration configuration, string key) => FindProvider(configuration, key) switch
    {
        EnvironmentVariablesConfigurationProvider => $"variable {key.Replace(":", "__", StringComparison.Ordinal)}",
        CommandLineConfigurationProvider => "command line",
        FileConfigurationProvider { Source.Path: { } path } => path,
        _ => "configuration",
    };

    /// <summary>Whether it is an environment variable.</summary>
    public static bool IsVariable(IConfiguration configuration, string key) => FindProvider(configuration, key) is EnvironmentVariablesConfigurationProvider;

    /// <summary>The one that counts, which is the last that has it.</summary>
    private static IConfigurationProvider? FindProvider(IConfiguration configuration, string key)
    {
        var provider = (configuration as IConfigurationRoot)?.Providers.LastOrDefault(one => one.TryGet(key, out _));
        return provider is ChainedConfigurationProvider chained ? FindProvider(chained.Configuration, key) : provider;
    }
}
