using Orleans.Runtime.Cluster;
using Orleans.StandIn;

namespace Orleans.Runtime.Messaging;

/// <summary>What the owner of links is told of them.</summary>
internal interface ILinkEvents
{
    /// <summary>The other side accepted this one, and tells what it offers.</summary>
    void OnWelcome(OutboundLink link, SiloManifest manifest);

    /// <summary>The link is closed; told once.</summary>
    void OnLost(OutboundLink link, string reason);

    /// <summary>The other side stops soon.</summary>
    void OnDraining(OutboundLink link);

    /// <summary>A grain was looked for at the other side, and is not there but, if that is known, with another silo.</summary>
    void OnMoved(GrainId grain, SiloAddress? place);

    /// <summary>An item of a stream that this process listens to; what is left to read is its stream and the item.</summary>
    void OnStreamItem(ref MessageReader reader);
}
