using System.Net;

namespace Fabric.Grains.Cluster;

/// <summary>Looks whether somebody listens.</summary>
public interface ISiloPorts
{
    /// <summary>
    /// Whether the host is there and says that nobody listens on the port. A host that says nothing is no proof, for it may be cut off.
    /// </summary>
    Task<bool> RefusesAsync(IPEndPoint silo, CancellationToken cancellationToken);
}
