namespace Fabric.Discord.Gateway;

/// <summary>What the bot itself shows.</summary>
public sealed record GatewayOwnPresence
{
    /// <summary><c>online</c>, <c>idle</c>, <c>dnd</c>, <c>invisible</c>.</summary>
    public string Status { get; init; } = "online";

    /// <summary>The name of its single activity; none when null.</summary>
    public string? ActivityName { get; init; }

    /// <summary>0 Playing, 2 Listening, 3 Watching, 5 Competing.</summary>
    public int ActivityType { get; init; }
}
