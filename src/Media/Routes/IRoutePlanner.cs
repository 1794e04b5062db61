using System.Net;
using System.Net.Sockets;

namespace Fabric.Media.Routes;

/// <summary>Chooses the address from which a connection goes out. Safe for use by many at once.</summary>
public interface IRoutePlanner
{
    /// <summary>The family of the addresses it has.</summary>
    AddressFamily Family { get; }

    /// <summary>Where things stand.</summary>
    RoutePlannerStatus Status { get; }

    /// <summary>
    /// The address for a connection to <paramref name="remote"/> (null: not known yet). Null when that is of the other family: then the
    /// connection goes out as if there were no planner.
    /// </summary>
    /// <exception cref="NoFreeAddressException">All are failing or excluded.</exception>
    IPAddress? Pick(IPAddress? remote);

    /// <summary>An address was refused somewhere: it is not used for seven days.</summary>
    void MarkFailing(IPAddress address);

    /// <summary>Makes an address usable again. False when it was not failing.</summary>
    bool Free(IPAddress address);

    /// <summary>Makes all addresses usable again.</summary>
    void FreeAll();
}
