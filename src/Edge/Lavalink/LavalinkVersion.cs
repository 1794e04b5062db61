using Fabric.Protocol.Lavalink;

namespace Fabric.Edge.Lavalink;

/// <summary>The version of Lavalink that clients are told: plain, as some take nothing else (lavalink.md §13).</summary>
internal static class LavalinkVersion
{
    private const int Major = 4;
    private const int Minor = 2;
    private const int Patch = 2;

    /// <summary>As text.</summary>
    public static string Text { get; } = $"{Major}.{Minor}.{Patch}";

    /// <summary>As a record; a release has an empty pre-release, not none (lavalink.md §2.3).</summary>
    public static VersionInfo Info { get; } = new(Text, Major, Minor, Patch, PreRelease: "");
}
