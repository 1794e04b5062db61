namespace Orleans.Runtime.Cluster;

/// <summary>Where a grain is active: the silo, and which of the silo's activations it is.</summary>
[GenerateSerializer]
[Immutable]
[Alias("sys.activation")]
internal sealed record ActivationAddress
{
    [Id(0)]
    public required GrainId Grain { get; init; }

    [Id(1)]
    public required SiloAddress Silo { get; init; }

    /// <summary>Rises with every activation of that silo.</summary>
    [Id(2)]
    public required long Number { get; init; }
}
