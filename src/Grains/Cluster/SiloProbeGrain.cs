using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;
using Orleans;
using Orleans.Placement;
using Orleans.Runtime;

namespace Fabric.Grains.Cluster;

/// <summary>
/// Speaks for the silo of its key, and only there: each silo calls its own first and keeps it active, so that preferring the caller puts it in
/// the right place. One that another silo's probe activates elsewhere does not come to life.
/// </summary>
[PreferLocalPlacement]
public sealed class SiloProbeGrain(SiloProbes probes, LocalEntities entities, ILocalSiloDetails silo) : Grain, ISiloProbeGrain
{
    /// <inheritdoc />
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        silo.SiloAddress.RequireToBe(SiloProbeKey.Parse(this.GetPrimaryKeyString()));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<bool> AnswerAsync(SiloId prober) => Task.FromResult(probes.TryAnswer(prober));

    /// <inheritdoc />
    public Task<TimeSpan?> RefuseAsync(SiloId lost) => Task.FromResult(probes.Refuse(lost));

    /// <inheritdoc />
    public Task ReleaseAsync(string entity) => entities.ReleaseAsync(entity);
}
