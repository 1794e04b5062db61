using Fabric.Abstractions.Ids;

namespace Fabric.Edge.Lavalink.Socket;

/// <summary>What a handshake came to.</summary>
/// <param name="Session">The session.</param>
/// <param name="Socket">The socket that has it now.</param>
/// <param name="IsResumed">Whether the session existed before.</param>
internal sealed record SessionSeat(SessionId Session, SocketId Socket, bool IsResumed);
