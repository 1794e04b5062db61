namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>A setting as it counts.</summary>
/// <param name="Key">Lavalink's key.</param>
/// <param name="Setting">The fabric's own setting; null for a key that has no effect.</param>
/// <param name="Value">The value; a secret is masked.</param>
/// <param name="Source">Where it comes from: a file and line, a variable, the command line, or <c>default</c>.</param>
public sealed record EffectiveSetting(string Key, string? Setting, string Value, string Source);
