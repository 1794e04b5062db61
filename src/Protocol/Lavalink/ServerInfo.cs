namespace Fabric.Protocol.Lavalink;

/// <summary>What the server is (lavalink.md §2.3).</summary>
public sealed record ServerInfo
{
    /// <summary>The time that stands for an unknown one.</summary>
    public const long UnknownTime = -1;

    /// <summary>Its version.</summary>
    public required VersionInfo Version { get; init; }

    /// <summary>When it was built, in milliseconds since 1970.</summary>
    public long BuildTime { get; init; } = UnknownTime;

    /// <summary>What it was built of.</summary>
    public required GitInfo Git { get; init; }

    /// <summary>What it runs on: any text that is not empty.</summary>
    public required string Jvm { get; init; }

    /// <summary>What plays its tracks: any text that is not empty.</summary>
    public required string Lavaplayer { get; init; }

    /// <summary>The sources, in the order in which they are asked.</summary>
    public required IReadOnlyList<string> SourceManagers { get; init; }

    /// <summary>The filters that are not disabled.</summary>
    public required IReadOnlyList<string> Filters { get; init; }

    /// <summary>The plugins.</summary>
    public IReadOnlyList<PluginInfo> Plugins { get; init; } = [];
}
