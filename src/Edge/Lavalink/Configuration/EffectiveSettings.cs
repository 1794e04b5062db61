using Microsoft.Extensions.Configuration;

namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>Lists what counts and where it comes from.</summary>
internal static class EffectiveSettings
{
    private const string Default = "default";

    /// <summary>Every setting in the order of the table, then the keys without effect.</summary>
    public static IEnumerable<EffectiveSetting> Of(IConfiguration configuration, IReadOnlyList<UnderstoodEntry> understood)
    {
        foreach (var key in LavalinkKeys.All.Where(static key => key.Setting is not null))
        {
            var entries = understood.Where(entry => entry.Key == key).ToArray();
            foreach (var setting in key.IsList || key.IsFamily ? OfSeveral(configuration, key, entries) : [OfOne(configuration, key, entries.LastOrDefault())])
            {
                yield return setting;
            }
        }

        foreach (var entry in understood.Where(static entry => entry.Key.Setting is null))
        {
            yield return entry.Show(setting: null);
        }
    }

    private static EffectiveSetting OfOne(IConfiguration configuration, LavalinkKey key, UnderstoodEntry? entry)
    {
        var setting = $"{LavalinkOptions.Section}:{key.Setting}";
        return OfOwn(configuration, key, setting)
            ?? (entry?.Show(setting) ?? new EffectiveSetting(key.Name, setting, ShownText.Of(key, key.Default), Default)) with { Key = key.Name };
    }

    /// <summary>Elements of a list come from one source; filters of plugins, from several.</summary>
    private static EffectiveSetting[] OfSeveral(IConfiguration configuration, LavalinkKey key, UnderstoodEntry[] entries)
    {
        var setting = $"{LavalinkOptions.Section}:{key.Setting}";
        var own = configuration.GetSection(setting).GetChildren()
            .Where(child => key.IsList || !LavalinkKeys.Filters.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            .Select(child => OfOwn(configuration, key, child.Path))
            .OfType<EffectiveSetting>()
            .ToArray();
        return key.IsList && own.Length > 0 ? own : [.. own, .. entries.Select(entry => entry.Show($"{LavalinkOptions.Section}:{key.SettingOf(entry.Entry.Canonical)}"))];
    }

    private static EffectiveSetting? OfOwn(IConfiguration configuration, LavalinkKey key, string setting) => configuration[setting] is { } value
        ? new EffectiveSetting(key.Name, setting, ShownText.Of(key, value), SettingOrigin.Of(configuration, setting))
        : null;
}
