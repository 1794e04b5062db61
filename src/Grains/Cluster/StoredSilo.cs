using System.Diagnostics.CodeAnalysis;
using Orleans;

namespace Fabric.Grains.Cluster;

/// <summary>A silo's record as it was last read or written, with its tag.</summary>
internal sealed class StoredSilo : IGrainState<SiloRecord>
{
    /// <inheritdoc />
    [AllowNull]
    public SiloRecord State { get; set => field = value ?? new SiloRecord(); } = new();

    /// <inheritdoc />
    [AllowNull]
    public string ETag { get; set; } = null!;

    /// <inheritdoc />
    public bool RecordExists { get; set; }
}
