namespace Fabric.Protocol.Lavalink;

/// <summary>The server's version (lavalink.md §2.3).</summary>
/// <param name="Semver">As text.</param>
/// <param name="Major">0 where the text is no version.</param>
/// <param name="Minor">0 where the text is no version.</param>
/// <param name="Patch">0 where the text is no version.</param>
/// <param name="PreRelease">Empty for a release, null where the text is no version.</param>
public sealed record VersionInfo(string Semver, int Major, int Minor, int Patch, string? PreRelease);
