using Orleans;

namespace Fabric.Bench.Engine;

/// <summary>Has a small stored state.</summary>
[Alias("bench.IStoredGrain")]
public interface IStoredGrain : IGrainWithIntegerKey
{
    /// <summary>Stores a value.</summary>
    Task SetAsync(int value);

    /// <summary>The stored value.</summary>
    Task<int> GetAsync();
}
