using Orleans;
using Orleans.Placement;

namespace Fabric.Engine.Silo.Grains;

[RandomPlacement]
public sealed class JournalGrain : Grain, IJournalGrain
{
    private readonly List<string> _lines = [];

    public Task AddAsync(string line)
    {
        _lines.Add(line);
        return Task.CompletedTask;
    }

    public Task<string[]> ReadAsync() => Task.FromResult(_lines.ToArray());
}
