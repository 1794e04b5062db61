using Orleans.Placement;
using Orleans.Runtime;

namespace Orleans.Concurrency;

/// <summary>On a grain class: several local activations share the calls of one grain id.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class StatelessWorkerAttribute : PlacementAttribute
{
    /// <summary>At most one worker per processor.</summary>
    public StatelessWorkerAttribute()
        : this(Environment.ProcessorCount)
    {
    }

    /// <summary>At most <paramref name="maxLocalWorkers" /> workers in each silo.</summary>
    public StatelessWorkerAttribute(int maxLocalWorkers)
        : base(new StatelessWorkerPlacement(maxLocalWorkers))
    {
    }
}
