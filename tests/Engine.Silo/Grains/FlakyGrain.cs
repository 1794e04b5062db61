using Orleans;
using Orleans.Placement;

namespace Fabric.Engine.Silo.Grains;

/// <summary>Its first activation fails.</summary>
[RandomPlacement]
public sealed class FlakyGrain : Grain, IFlakyGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var journal = GrainFactory.GetGrain<IJournalGrain>(this.GetPrimaryKey().ToString());
        await journal.AddAsync("try");
        if ((await journal.ReadAsync()).Length == 1)
        {
            throw new InvalidOperationException("the first try fails");
        }
    }

    public Task<int> TouchAsync() => Task.FromResult(1);
}
