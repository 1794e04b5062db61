namespace Fabric.Grains.Cluster;

/// <summary>How a gateway stands.</summary>
internal enum GatewayStanding
{
    /// <summary>Not heard of for too long, or never.</summary>
    Lost,

    /// <summary>Serving.</summary>
    Alive,

    /// <summary>Alive, and sending its clients elsewhere.</summary>
    Draining,
}
