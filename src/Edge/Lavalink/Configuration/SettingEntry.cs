namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>A key with its text, before anything is made of it.</summary>
/// <param name="Key">The key as it was written, flattened: <c>a.b[0].c</c>.</param>
/// <param name="Value">The text, which may hold placeholders; empty for a key without a value.</param>
/// <param name="Origin">Where it stands, for people.</param>
internal sealed record SettingEntry(string Key, string Value, string Origin)
{
    /// <summary>The key as keys are compared.</summary>
    public string Canonical { get; } = RelaxedName.Of(Key);
}
