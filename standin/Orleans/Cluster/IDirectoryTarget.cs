using Orleans.Concurrency;

namespace Orleans.Runtime.Cluster;

/// <summary>A silo's partition of the grain directory, as other silos call it. Versions are those of the caller's view.</summary>
[Alias("sys.directory")]
internal interface IDirectoryTarget : IGrainWithStringKey
{
    /// <summary>Where a grain is active.</summary>
    Task<DirectoryAnswer> LookupAsync(long version, GrainId grain);

    /// <summary>Notes an activation, unless the grain has another one; answers with the one that stands.</summary>
    Task<DirectoryAnswer> RegisterAsync(long version, ActivationAddress activation);

    /// <summary>Forgets an activation, and no other one of the same grain.</summary>
    [OneWay]
    Task UnregisterAsync(long version, ActivationAddress activation);

    /// <summary>
    /// Activations of a silo whose hashes another silo owned in an earlier view; the last part completes the silo's share.
    /// Answers with those that cannot stand, because the grain is active elsewhere.
    /// </summary>
    Task<List<GrainId>> HandOverAsync(long version, SiloAddress from, List<ActivationAddress> activations, bool isLast);
}
