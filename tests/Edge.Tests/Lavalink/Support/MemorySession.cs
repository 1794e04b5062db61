using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Sessions;
using Fabric.Protocol.Lavalink;

namespace Fabric.Edge.Tests.Lavalink.Support;

/// <summary>A session as a grain would have it.</summary>
internal sealed class MemorySession(SessionOpening opening, DateTimeOffset began)
{
    public DateTimeOffset Began => began;

    /// <summary>When it was left without a socket; null while it has one.</summary>
    public DateTimeOffset? Left { get; set; }

    public UserId User => opening.User;

    public string? ClientName => opening.ClientName;

    public SocketId? Socket { get; set; } = opening.Socket;

    public bool? GatewayEnded { get; set; }

    public SessionInfo Info { get; set; } = new(Resuming: false, Timeout: 60);

    public DateTimeOffset? Deadline { get; set; }

    public List<SessionMessage> Log { get; } = [];

    public long Last { get; set; }

    public long Acknowledged { get; private set; }

    public Dictionary<GuildId, LavalinkPlayer> Players { get; } = [];

    public SessionCounts Counts => new(Players.Count, Players.Values.Count(static player => player.Track is not null && !player.Paused));

    public void Acknowledge(long number)
    {
        Acknowledged = Math.Max(Acknowledged, number);
        Log.RemoveAll(message => message.Number <= number);
    }
}
