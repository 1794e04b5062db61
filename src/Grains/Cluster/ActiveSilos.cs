using Fabric.Abstractions.Ids;

namespace Fabric.Grains.Cluster;

/// <summary>The silos that were active when last looked, written by the watch and read by the lease's renewal.</summary>
internal sealed class ActiveSilos
{
    private SiloId[] _silos = [];

    /// <summary>Never changed in place.</summary>
    public SiloId[] Silos
    {
        get => Volatile.Read(ref _silos);
        set => Volatile.Write(ref _silos, value);
    }
}
