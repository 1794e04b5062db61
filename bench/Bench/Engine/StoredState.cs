using Orleans;

namespace Fabric.Bench.Engine;

/// <summary>A state of a few fields.</summary>
[GenerateSerializer, Alias("bench.StoredState")]
public sealed class StoredState
{
    /// <summary>A number.</summary>
    [Id(0)]
    public int Value { get; set; }

    /// <summary>A text of usual length.</summary>
    [Id(1)]
    public string Name { get; set; } = "a grain with a name of usual length";
}
