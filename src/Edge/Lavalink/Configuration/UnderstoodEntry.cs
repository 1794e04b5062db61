namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>An entry whose key is known, with the value that counts.</summary>
internal sealed record UnderstoodEntry(LavalinkKey Key, SettingEntry Entry, string Value)
{
    /// <summary>As it is shown to people.</summary>
    public EffectiveSetting Show(string? setting) => new(ShownText.Of(Entry.Key), setting, ShownText.Of(Key, Value), Entry.Origin);
}
