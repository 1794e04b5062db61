using Orleans;
using Orleans.Placement;
using Orleans.Runtime;

namespace Fabric.Engine.Silo.Grains;

/// <summary>Collected after two idle seconds.</summary>
[RandomPlacement]
public sealed class ShortLivedGrain : Grain, IShortLivedGrain
{
    private readonly Guid _activation = Guid.NewGuid();

    public Task<Guid> ActivationAsync() => Task.FromResult(_activation);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        GrainFactory.GetGrain<IJournalGrain>(this.GetPrimaryKeyString()).AddAsync(reason.ReasonCode.ToString());

    public Task StayAsync()
    {
        var period = TimeSpan.FromMilliseconds(200);
        this.RegisterGrainTimer(static () => Task.CompletedTask, new GrainTimerCreationOptions(period, period) { KeepAlive = true });
        return Task.CompletedTask;
    }
}
