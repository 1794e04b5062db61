namespace Fabric.Protocol.Lavalink;

/// <summary>The first message of every connection (lavalink.md §1.4).</summary>
/// <param name="Resumed">Whether the session existed before.</param>
/// <param name="SessionId">16 characters of a-z and 0-9.</param>
public sealed record ReadyMessage(bool Resumed, string SessionId);
