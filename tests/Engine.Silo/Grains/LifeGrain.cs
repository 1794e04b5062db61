using Orleans;
using Orleans.Placement;
using Orleans.Runtime;

namespace Fabric.Engine.Silo.Grains;

[RandomPlacement]
public sealed class LifeGrain : Grain, ILifeGrain
{
    private bool _inCall;

    private IJournalGrain Journal => GrainFactory.GetGrain<IJournalGrain>(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken) => Journal.AddAsync("activated");

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Journal.AddAsync("deactivated");

    public Task TouchAsync() => Task.CompletedTask;

    public Task EndAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task<int> EndWhileOthersWaitAsync(string gate)
    {
        await HoldAsync(gate);
        DeactivateOnIdle();
        return 1;
    }

    public Task StartTimerAsync(TimeSpan period, bool keepAlive)
    {
        var options = new GrainTimerCreationOptions(period, period) { KeepAlive = keepAlive };
        this.RegisterGrainTimer(() => Journal.AddAsync(_inCall ? "tick in a call" : "tick"), options);
        return Task.CompletedTask;
    }

    public Task StartFailingTimerAsync(TimeSpan period)
    {
        var options = new GrainTimerCreationOptions(period, period);
        this.RegisterGrainTimer(
            async () =>
            {
                await Journal.AddAsync("failing tick");
                throw new InvalidOperationException("a tick that fails");
            },
            options);
        return Task.CompletedTask;
    }

    public async Task HoldAsync(string gate)
    {
        _inCall = true;
        await GrainFactory.GetGrain<ITurnsGrain>(gate).InterleaveAsync(gate);
        _inCall = false;
    }
}
