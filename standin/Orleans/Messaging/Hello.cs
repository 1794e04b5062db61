namespace Orleans.Runtime.Messaging;

/// <summary>The first frame of a connection. The address is the silo that the other side means to reach; null from clients.</summary>
internal sealed record Hello(ulong Version, string ClusterId, Peer From, SiloAddress? Wanted);
