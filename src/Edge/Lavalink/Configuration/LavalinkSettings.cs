using Fabric.Edge.Composition;
using Microsoft.Extensions.Configuration;

namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>
/// What Lavalink's own configuration says, below the fabric's own section <c>Edge:Lavalink</c>, which comes first. Reading never fails: what
/// cannot work is a problem, and the options' validation refuses to start with one. Immutable.
/// </summary>
public sealed class LavalinkSettings
{
    private readonly IConfiguration _configuration;
    private readonly IReadOnlyDictionary<string, string?> _translated;

    internal LavalinkSettings(IConfiguration configuration, LavalinkSettingsReader reader)
    {
        _configuration = configuration;
        _translated = reader.Translated;
        Files = reader.Files;
        Warnings = reader.Warnings;
        Notes = reader.Notes;
        Problems = reader.Problems;
        Effective = [.. EffectiveSettings.Of(configuration, reader.Understood)];
    }

    /// <summary>The files that were read, the later ones coming before the earlier.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>What somebody asked for in vain, by mistake or because it is not there; one sentence each, without secrets.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Keys that have no meaning outside Lavalink's own program.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>What cannot work; one sentence each, without secrets.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>Every setting with its value and its source, and the keys that are there without effect. Secrets are masked.</summary>
    public IReadOnlyList<EffectiveSetting> Effective { get; }

    /// <summary>Reads Lavalink's files, and its variables and arguments out of .NET's configuration.</summary>
    /// <param name="configuration">
    /// The program's configuration, with the environment and the command line in it. <c>--lavalink-config</c> there names the file to read.
    /// </param>
    /// <param name="directory">The working directory, where files are looked for.</param>
    public static LavalinkSettings Read(IConfiguration configuration, string directory) => new(configuration, LavalinkSettingsReader.Read(configuration, directory));

    /// <summary>Sets the options to what is configured.</summary>
    /// <exception cref="InvalidOperationException">A value of the fabric's own section cannot be read; <see cref="StartupFailure" /> has words for it.</exception>
    public void Bind(LavalinkOptions options) => new ConfigurationBuilder()
        .AddInMemoryCollection(_translated)
        .AddConfiguration(_configuration)
        .Build()
        .GetSection(LavalinkOptions.Section)
        .Bind(options);
}
