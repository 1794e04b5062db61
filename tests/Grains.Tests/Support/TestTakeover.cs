using Fabric.Abstractions.Ids;
using Fabric.Grains.Cluster;

namespace Fabric.Grains.Tests.Support;

/// <summary>What a test says of other silos: at first that whoever owned something has ended.</summary>
internal sealed class TestTakeover : ITakeover
{
    /// <summary>Whether other silos act no more.</summary>
    public bool Clears { get; set; } = true;

    /// <summary>Whether other silos let go of what they are asked for.</summary>
    public bool Releases { get; set; }

    /// <summary>What other silos were asked for.</summary>
    public List<string> Asked { get; } = [];

    public bool IsCleared(SiloId silo) => Clears;

    public bool IsSuspect(SiloId silo) => false;

    public Task<bool> AskToReleaseAsync(SiloId silo, EntityId entity)
    {
        Asked.Add($"{silo} {entity}");
        return Task.FromResult(Releases);
    }
}
