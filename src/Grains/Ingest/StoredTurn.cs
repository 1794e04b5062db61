using Orleans;

namespace Fabric.Grains.Ingest;

/// <summary>Leave for one identify, as it is stored.</summary>
[GenerateSerializer, Alias("fabric.StoredTurn")]
public sealed class StoredTurn
{
    /// <summary>Discord's rate limit key.</summary>
    [Id(0)]
    public int Key { get; set; }

    /// <summary>Not before this moment.</summary>
    [Id(1)]
    public DateTimeOffset At { get; set; }
}
