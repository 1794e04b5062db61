using Orleans;

namespace Fabric.Abstractions.Sessions;

/// <summary>What a client is to be sent: one message of the socket, encoded.</summary>
/// <param name="Number">
/// Of an event its number in the session's log. Of what is not logged (a playerUpdate) that of the last event before it: it is sent after that
/// one, and dropped where it cannot be.
/// </param>
/// <param name="IsLogged">Whether it is an event, which comes once and in order whatever dies.</param>
/// <param name="Json">The message as UTF-8.</param>
[GenerateSerializer, Immutable, Alias("fabric.SessionMessage")]
public sealed record SessionMessage([property: Id(0)] long Number, [property: Id(1)] bool IsLogged, [property: Id(2)] ReadOnlyMemory<byte> Json);
