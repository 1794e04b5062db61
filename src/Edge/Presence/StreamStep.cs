namespace Fabric.Edge.Presence;

/// <summary>What is to be done about the gateway's stream.</summary>
internal enum StreamStep
{
    /// <summary>Nothing yet.</summary>
    Wait,

    /// <summary>Send a marker through it, which has to come back.</summary>
    Mark,

    /// <summary>Subscribe, anew if it was subscribed.</summary>
    Subscribe,
}
