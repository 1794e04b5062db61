using System.Net;
using Fabric.Abstractions.Ids;
using Orleans.Runtime;

namespace Fabric.Grains.Cluster;

/// <summary>Silos as the engine names them, and as records do.</summary>
internal static class SiloAddressExtensions
{
    /// <summary>The id of one life of a silo.</summary>
    public static SiloId ToId(this SiloAddress address) => new(address.ToParsableString());

    /// <summary>Makes sure that a grain which speaks for one silo is in that silo.</summary>
    /// <exception cref="SiloElsewhereException">It is not.</exception>
    public static void RequireToBe(this SiloAddress address, SiloId wanted)
    {
        if (address.ToId() != wanted)
        {
            throw new SiloElsewhereException($"Silo {wanted} is not here.");
        }
    }

    /// <summary>Where the silo listens, and which of the lives there it is; null for an id that is none of the engine's.</summary>
    public static (IPEndPoint EndPoint, int Generation)? Locate(this SiloId silo)
    {
        try
        {
            var address = SiloAddress.FromParsableString(silo.Value);
            return (address.Endpoint, address.Generation);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
