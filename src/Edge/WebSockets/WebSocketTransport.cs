namespace Fabric.Edge.WebSockets;

/// <summary>An upgraded connection.</summary>
/// <param name="Stream">Both directions. A read into an empty buffer waits without holding one.</param>
/// <param name="Abort">Cuts the connection.</param>
internal sealed record WebSocketTransport(Stream Stream, Action Abort);
