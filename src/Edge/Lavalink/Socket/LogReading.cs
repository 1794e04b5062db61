using Fabric.Abstractions.Ids;

namespace Fabric.Edge.Lavalink.Socket;

/// <summary>What reading a session's log came to.</summary>
/// <param name="HasBrought">Whether there was something to send, so that there may be more.</param>
/// <param name="Players">The session's players, where everything has been sent that was there when the socket took the session over.</param>
/// <param name="IsLost">Whether the session is gone, or another socket's.</param>
internal sealed record LogReading(bool HasBrought, GuildId[]? Players, bool IsLost = false)
{
    /// <summary>There was nothing, or no answer.</summary>
    public static LogReading Nothing { get; } = new(HasBrought: false, Players: null);

    /// <summary>The session is not the socket's.</summary>
    public static LogReading Lost { get; } = new(HasBrought: false, Players: null, IsLost: true);
}
