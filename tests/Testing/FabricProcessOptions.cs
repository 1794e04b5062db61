namespace Fabric.Testing;

/// <summary>How a <see cref="FabricProcess" /> is started.</summary>
public sealed record FabricProcessOptions
{
    /// <summary>Where its database lies.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The bot's token, given as <c>BOT_TOKEN</c>; null for none.</summary>
    public string? BotToken { get; init; }

    /// <summary>Where Discord's REST API is, without the version; null leaves the program's default.</summary>
    public string? DiscordApi { get; init; }

    /// <summary>The port of the Lanyard front-end; 0 for any that is free.</summary>
    public int LanyardPort { get; init; }

    /// <summary>The port of the Lavalink front-end; 0 for any that is free.</summary>
    public int LavalinkPort { get; init; }

    /// <summary>What clients of the Lavalink front-end say; null for what the program's other settings come to.</summary>
    public string? LavalinkPassword { get; init; } = FabricProcess.LavalinkPassword;

    /// <summary>Variables of its environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Further settings, as <c>Section:Key=value</c>. They win over the others.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>The program's file.</summary>
    public string Assembly { get; init; } = "fabric.dll";

    /// <summary>Where the program lies, if not where it was built; its files are read from there.</summary>
    public string ProgramDirectory { get; init; } = FabricProcess.BuiltDirectory;

    /// <summary>The working directory, where an <c>appsettings.json</c> would be read; the data directory's parent if null.</summary>
    public string? WorkingDirectory { get; init; }
}
