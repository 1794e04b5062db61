using Orleans.Concurrency;

namespace Orleans.Runtime.Cluster;

/// <summary>What silos ask each other about being there.</summary>
[Alias("sys.membership")]
internal interface IMembershipTarget : IGrainWithStringKey
{
    /// <summary>A probe; answers with the number of the silo's activations.</summary>
    [ResponseTimeout("00:00:10")]
    Task<int> ProbeAsync();

    /// <summary>The membership table has this version: read it.</summary>
    [OneWay]
    Task ChangedAsync(long version);
}
