using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Sessions;

namespace Fabric.Edge.Lavalink.Socket;

/// <summary>What a handshake came to.</summary>
/// <param name="Session">The session.</param>
/// <param name="Socket">The socket that has it now.</param>
/// <param name="Resumption">What the client came back to; null where the session is new.</param>
internal sealed record SessionSeat(SessionId Session, SocketId Socket, SessionResumption? Resumption)
{
    /// <summary>Whether the session existed before.</summary>
    public bool IsResumed => Resumption is not null;
}
