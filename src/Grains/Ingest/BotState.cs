using Orleans;

namespace Fabric.Grains.Ingest;

/// <summary>What is stored of a bot: its sets of shards, and who may identify when.</summary>
[GenerateSerializer, Alias("fabric.BotState")]
public sealed class BotState
{
    /// <summary>The version of the stored record's form.</summary>
    public const int FormatVersion = 1;

    /// <summary>The number of shards of the set that serves; 0 before Discord was asked.</summary>
    [Id(0)]
    public int Count { get; set; }

    /// <summary>The number of shards of the set that is being set up; null where there is none.</summary>
    [Id(1)]
    public int? NextCount { get; set; }

    /// <summary>The turns to identify that were given and still matter.</summary>
    [Id(2)]
    public StoredTurn[] Turns { get; set; } = [];
}
