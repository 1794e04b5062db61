using System.Net;

namespace Fabric.Edge.Composition;

/// <summary>Where a front-end listens.</summary>
public sealed class ListenerOptions
{
    /// <summary>Means every address of the machine.</summary>
    public const string EveryAddress = "*";

    /// <summary>An IP address, <c>localhost</c>, or <c>*</c> for every address.</summary>
    public string Address { get; set; } = EveryAddress;

    /// <summary>The TCP port; 0 for any that is free.</summary>
    public int Port { get; set; }

    /// <summary>The end point; null while <see cref="Address" /> makes no sense.</summary>
    internal IPEndPoint? EndPoint => Address switch
    {
        EveryAddress => new IPEndPoint(IPAddress.IPv6Any, Port),
        "localhost" => new IPEndPoint(IPAddress.Loopback, Port),
        _ => IPAddress.TryParse(Address, out var address) ? new IPEndPoint(address, Port) : null,
    };
}
