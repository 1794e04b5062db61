using Orleans;
using Orleans.Placement;

namespace Fabric.Engine.Silo.Grains;

/// <summary>Notes its end in a list of the silo's services.</summary>
[RandomPlacement]
public sealed class FarewellGrain(List<string> ended) : Grain, IFarewellGrain
{
    public Task TouchAsync() => Task.CompletedTask;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        ended.Add(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }
}
