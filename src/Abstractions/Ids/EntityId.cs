namespace Fabric.Abstractions.Ids;

/// <summary>Something that must live, whichever silo has it: as text <c>kind:key</c>.</summary>
/// <param name="Kind">What kind of grain owns it: <c>shard</c> …</param>
/// <param name="Key">The key of that grain.</param>
public readonly record struct EntityId(string Kind, string Key)
{
    /// <summary>Reads the text form.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static EntityId Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? new EntityId(text[..colon], text[(colon + 1)..]) : throw new FormatException($"'{text}' names no entity.");
    }

    /// <inheritdoc />
    public override string ToString() => $"{Kind}:{Key}";
}
