namespace Orleans;

/// <summary>A state with its storage tag.</summary>
public sealed class GrainState<T> : IGrainState<T>
{
    /// <summary>A default state.</summary>
    public GrainState()
    {
    }

    /// <summary>The given state, not yet stored.</summary>
    public GrainState(T? state) => State = state;

    /// <summary>The given state and tag.</summary>
    public GrainState(T? state, string? eTag)
    {
        State = state;
        ETag = eTag;
    }

    /// <inheritdoc />
    public T? State { get; set; }

    /// <inheritdoc />
    public string? ETag { get; set; }

    /// <inheritdoc />
    public bool RecordExists { get; set; }
}
