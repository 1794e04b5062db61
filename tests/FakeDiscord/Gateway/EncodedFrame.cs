using System.Net.WebSockets;

namespace Fabric.FakeDiscord.Gateway;

/// <summary>One WebSocket message.</summary>
internal readonly record struct EncodedFrame(ReadOnlyMemory<byte> Bytes, WebSocketMessageType Type);
