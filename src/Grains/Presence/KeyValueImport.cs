namespace Fabric.Grains.Presence;

/// <summary>
/// Takes a key-value store that was kept elsewhere into a user's. What the rules refuse today but may be stored, such as the empty key, is
/// taken: it was served so far. No user becomes monitored by it.
/// </summary>
public static class KeyValueImport
{
    /// <summary>Changes the state unless there is nothing to change, or too much to be stored.</summary>
    /// <param name="state">The user's.</param>
    /// <param name="found">The pairs of the other store.</param>
    /// <param name="overwrite">Whether they replace values that differ; otherwise these are kept.</param>
    /// <param name="now">The time.</param>
    public static KeyValueImportResult Merge(
        PresenceState state, IReadOnlyDictionary<string, string> found, bool overwrite, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(found);
        var values = state.KeyValues ?? new Dictionary<string, string>(StringComparer.Ordinal);
        var missing = found.Where(pair => !values.ContainsKey(pair.Key)).ToList();
        var differing = found.Where(pair => values.TryGetValue(pair.Key, out var value) && value != pair.Value).ToList();
        var identical = found.Count - missing.Count - differing.Count;
        var taken = overwrite ? missing.Concat(differing).ToList() : missing;
        var kept = overwrite ? 0 : differing.Count;
        if (taken.Count == 0)
        {
            return new KeyValueImportResult(0, kept, identical);
        }

        if (!KeyValueRules.Fits(values, taken))
        {
            return new KeyValueImportResult(0, kept, identical, IsTooLarge: true);
        }

        var changed = new Dictionary<string, string>(values, StringComparer.Ordinal);
        taken.ForEach(pair => changed[pair.Key] = pair.Value);
        state.KeyValues = changed;
        state.Version = PresenceVersion.After(state.Version, now);
        return new KeyValueImportResult(taken.Count, kept, identical);
    }
}
