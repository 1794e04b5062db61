using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Orleans;

/// <summary>Base of grain classes.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Called by the engine, which knows the activation under construction.</summary>
    protected Grain()
    {
        GrainContext = Activation.UnderConstruction
            ?? throw new InvalidOperationException($"{GetType().Name} is created by the engine: use IGrainFactory.GetGrain.");
    }

    /// <inheritdoc />
    public IGrainContext GrainContext { get; }

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => ((Activation)GrainContext).Silo.GrainFactory;

    /// <summary>Ends this activation as soon as no call runs.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>
    /// Ends this activation as soon as no call runs. What waits for it is sent to the silo that <see cref="IPlacementDirector.PlacementHintKey" />
    /// names in the <see cref="RequestContext" />; without calls the grain begins there with the first.
    /// </summary>
    protected void MigrateOnIdle() => ((Activation)GrainContext).Migrate(RequestContext.Get(IPlacementDirector.PlacementHintKey) as SiloAddress);

    /// <inheritdoc />
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;
}
