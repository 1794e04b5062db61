using Orleans;

namespace Fabric.Engine.Silo.Grains;

[Alias("engine-tests.ICounterGrain")]
public interface ICounterGrain : IGrainWithIntegerKey
{
    Task<int> AddAsync(int by);

    Task<int> GetAsync();

    Task<(int Value, bool Exists, string? ETag)> InspectAsync();

    Task ClearAsync();

    Task<Guid> ActivationAsync();

    Task EndAsync();

    /// <summary>Writes with a tag that is not the stored one, as an older activation of the grain would.</summary>
    Task WriteStaleAsync();
}
