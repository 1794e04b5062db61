using Orleans;

namespace Fabric.Grains.ApiKeys;

/// <summary>What is stored of an API key.</summary>
[GenerateSerializer, Alias("fabric.ApiKeyState")]
public sealed class ApiKeyState
{
    /// <summary>The version of the stored record's form.</summary>
    public const int FormatVersion = 1;

    /// <summary>Whose it is; 0 where it is nobody's.</summary>
    [Id(0)]
    public ulong Owner { get; set; }
}
