namespace Fabric.Edge.Metrics;

/// <summary>Up to two labels of a measurement; those beyond are summed over. Made for each measurement, so it must not allocate.</summary>
internal readonly record struct LabelSet(string? FirstName, object? FirstValue, string? SecondName, object? SecondValue)
{
    public static LabelSet Of(ReadOnlySpan<KeyValuePair<string, object?>> tags) => tags.Length switch
    {
        0 => default,
        1 => new LabelSet(tags[0].Key, tags[0].Value, null, null),
        _ => new LabelSet(tags[0].Key, tags[0].Value, tags[1].Key, tags[1].Value),
    };

    /// <summary>The labels that there are.</summary>
    public IEnumerable<KeyValuePair<string, string>> Labels()
    {
        if (FirstName is not null)
        {
            yield return KeyValuePair.Create(FirstName, FirstValue?.ToString() ?? "");
        }

        if (SecondName is not null)
        {
            yield return KeyValuePair.Create(SecondName, SecondValue?.ToString() ?? "");
        }
    }
}
