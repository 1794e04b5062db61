using Fabric.Abstractions.Ids;

namespace Fabric.Abstractions.Cluster;

/// <summary>The key of an <see cref="ISiloProbeGrain" />: the silo that it speaks for.</summary>
public static class SiloProbeKey
{
    /// <summary>The key of a silo's grain.</summary>
    public static string Of(SiloId silo) => silo.Value;

    /// <summary>The silo of a key.</summary>
    public static SiloId Parse(string key) => new(key);
}
