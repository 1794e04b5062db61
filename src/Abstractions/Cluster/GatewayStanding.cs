namespace Fabric.Abstractions.Cluster;

/// <summary>How a gateway stands.</summary>
public enum GatewayStanding
{
    /// <summary>Not heard of for too long, or never.</summary>
    Lost,

    /// <summary>Serving.</summary>
    Alive,

    /// <summary>Alive, and sending its clients elsewhere.</summary>
    Draining,
}
