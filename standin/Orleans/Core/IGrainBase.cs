using Orleans.Runtime;

namespace Orleans;

/// <summary>What every grain class offers the engine.</summary>
public interface IGrainBase
{
    /// <summary>The activation that this object belongs to.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Called before the first call, after stored state was read. A failure fails the calls that wait.</summary>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Called when the activation ends, if the process lives to do so.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}
