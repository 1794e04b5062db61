namespace Fabric.FakeDiscord.Gateway;

/// <summary>Something for a connection's writer: a payload, or (with a null payload) the closing handshake.</summary>
internal readonly record struct OutgoingFrame(byte[]? Payload, int CloseCode = 0, string Reason = "");
