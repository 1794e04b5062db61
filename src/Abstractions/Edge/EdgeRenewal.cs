namespace Fabric.Abstractions.Edge;

/// <summary>How gateways keep their interest alive.</summary>
public static class EdgeRenewal
{
    /// <summary>When a grain forgets a gateway that did not renew. Gateways renew every few seconds, so that some lost calls change nothing.</summary>
    public static readonly TimeSpan Expiry = TimeSpan.FromSeconds(100);
}
