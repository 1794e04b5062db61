namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>Puts keys of several sources one over the other. A list comes from one source as a whole, as in Spring.</summary>
internal sealed class SettingLayers
{
    private readonly OrderedDictionary<string, SettingEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>What counts, in the order in which it was met.</summary>
    public IEnumerable<SettingEntry> Entries => _entries.Values;

    /// <summary>Puts a source over those that are there.</summary>
    public void Add(IReadOnlyCollection<SettingEntry> layer)
    {
        var lists = layer.Select(static entry => RelaxedName.ListOf(entry.Canonical)).ToHashSet(StringComparer.Ordinal);
        foreach (var covered in _entries.Keys.Where(key => lists.Contains(RelaxedName.ListOf(key))).ToArray())
        {
            _entries.Remove(covered);
        }

        foreach (var entry in layer)
        {
            _entries[entry.Canonical] = entry;
        }
    }

    /// <summary>The entry of a canonical name; null where there is none.</summary>
    public SettingEntry? Find(string canonical) => _entries.GetValueOrDefault(canonical);
}
