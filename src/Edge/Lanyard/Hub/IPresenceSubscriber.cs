namespace Fabric.Edge.Lanyard.Hub;

/// <summary>A client that follows presences.</summary>
internal interface IPresenceSubscriber
{
    /// <summary>Hands a change over. Must neither block nor call back.</summary>
    /// <param name="update">The change, shared by all.</param>
    /// <param name="reach">Why this client is told.</param>
    void Deliver(PresenceUpdate update, PresenceReach reach);
}
