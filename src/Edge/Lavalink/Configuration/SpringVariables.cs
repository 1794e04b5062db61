using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>
/// Lavalink's settings on the command line (<c>--server.port=2333</c>) and in the environment (<c>SERVER_PORT</c>), out of .NET's
/// configuration, which holds both. Only names that begin like one of Lavalink's keys are looked at (lavalink.md §9.2).
/// </summary>
internal sealed partial class SpringVariables
{
    private const string OwnPrefix = "LAVALINK_";

    private static readonly string[] Roots = ["SERVER", "LAVALINK", "METRICS", "LOGGING", "SENTRY", "SPRING", "PLUGINS"];

    private readonly List<SettingEntry> _environment = [];
    private readonly List<SettingEntry> _commandLine = [];
    private readonly List<string> _unknown = [];

    public SpringVariables(IConfiguration configuration)
    {
        foreach (var section in configuration.GetChildren().Where(static section => section.Value is not null && HasKnownRoot(section.Key)))
        {
            Add(configuration, section.Key, section.Value!);
        }
    }

    public IReadOnlyList<SettingEntry> Environment => _environment;

    public IReadOnlyList<SettingEntry> CommandLine => _commandLine;

    /// <summary>
    /// Variables that can only be meant for Lavalink, and that it does not have. Others share their beginnings with other programs' ones,
    /// and Kubernetes makes some of a service's name.
    /// </summary>
    public IReadOnlyList<string> Unknown => _unknown;

    private static bool HasKnownRoot(string name) =>
        name.IndexOfAny(['.', '_', '[']) is > 0 and var end && Roots.Contains(name[..end], StringComparer.OrdinalIgnoreCase);

    private void Add(IConfiguration configuration, string name, string value)
    {
        if (name.Contains('.', StringComparison.Ordinal))
        {
            (SettingOrigin.IsVariable(configuration, name) ? _environment : _commandLine).Add(new SettingEntry(name, value, SettingOrigin.Of(configuration, name)));
        }
        else if (VariableName.FindKey(name) is { } key)
        {
            _environment.Add(new SettingEntry(key, value, $"variable {name}"));
        }
        else if (name.StartsWith(OwnPrefix, StringComparison.OrdinalIgnoreCase) && !ServiceLink().IsMatch(name))
        {
            _unknown.Add(name);
        }
    }

    [GeneratedRegex("_SERVICE_(HOST|PORT)|_PORT(_[0-9]+_(TCP|UDP).*)?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex ServiceLink();
}
