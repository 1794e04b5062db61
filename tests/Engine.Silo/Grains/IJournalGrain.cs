using Orleans;

namespace Fabric.Engine.Silo.Grains;

/// <summary>Keeps what other grains tell it, so that a test sees it from any process.</summary>
[Alias("engine-tests.IJournalGrain")]
public interface IJournalGrain : IGrainWithStringKey
{
    Task AddAsync(string line);

    Task<string[]> ReadAsync();
}
