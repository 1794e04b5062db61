using Orleans;

namespace Fabric.Grains.ApiKeys;

/// <summary>What is stored of a user's API key.</summary>
[GenerateSerializer, Alias("fabric.KeyOwnerState")]
public sealed class KeyOwnerState
{
    /// <summary>The version of the stored record's form.</summary>
    public const int FormatVersion = 1;

    /// <summary>The hash of the key; null where there is none.</summary>
    [Id(0)]
    public string? Hash { get; set; }
}
