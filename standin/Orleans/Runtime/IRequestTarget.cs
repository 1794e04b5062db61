using Orleans.StandIn;

namespace Orleans.Runtime;

/// <summary>What the catalog holds for a grain id.</summary>
internal interface IRequestTarget
{
    /// <summary>Takes a request; false if it is past taking any, and another must be made.</summary>
    bool TryReceive(GrainRequest request);

    /// <summary>Answers requests whose deadline (a timestamp of the silo's clock) has passed.</summary>
    void FailExpired(long now);

    /// <summary>Ends activations that were not called for longer than their age limit.</summary>
    void CollectIdle();

    /// <summary>Ends every activation; completes when they have ended.</summary>
    Task EndAsync(DeactivationReason reason);
}
