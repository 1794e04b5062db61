namespace Orleans.Runtime.Cluster;

/// <summary>What a partition of the directory answers.</summary>
[GenerateSerializer]
[Immutable]
[Alias("sys.directory.answer")]
internal sealed record DirectoryAnswer
{
    /// <summary>Set when the asked silo does not own the grain's hash, by a view at least as new as the asker's: ask again with a newer one.</summary>
    [Id(0)]
    public bool IsMisdirected { get; init; }

    /// <summary>Where the grain is active; null for nowhere.</summary>
    [Id(1)]
    public ActivationAddress? Activation { get; init; }
}
