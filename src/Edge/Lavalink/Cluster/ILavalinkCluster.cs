using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Players;
using Fabric.Abstractions.Sessions;
using Fabric.Edge.Presence;
using Fabric.Protocol.Lavalink;

namespace Fabric.Edge.Lavalink.Cluster;

/// <summary>
/// What the Lavalink front-end asks of the cluster. Every call may fail because the cluster does not answer
/// (<see cref="ClusterCalls.IsUnanswered" />), and may work a moment later.
/// </summary>
internal interface ILavalinkCluster
{
    /// <summary>Names who is told of sessions; before any call.</summary>
    void Attach(ISessionObserver observer);

    /// <inheritdoc cref="ISessionGrain.OpenAsync" />
    Task OpenAsync(SessionId session, SessionOpening opening);

    /// <inheritdoc cref="ISessionGrain.ResumeAsync" />
    Task<SessionResumption?> ResumeAsync(SessionId session, SessionOpening opening);

    /// <inheritdoc cref="ISessionGrain.ReadAsync" />
    Task<SessionBacklog?> ReadAsync(SessionId session, SocketId socket, long after);

    /// <inheritdoc cref="ISessionGrain.AcknowledgeAsync" />
    Task AcknowledgeAsync(SessionId session, SocketId socket, long number);

    /// <inheritdoc cref="ISessionGrain.CloseAsync" />
    Task CloseAsync(SessionId session, SocketId socket, long sent, bool gatewayEnds);

    /// <inheritdoc cref="ISessionGrain.UpdateAsync" />
    Task<SessionInfo?> UpdateSessionAsync(SessionId session, SessionUpdate update);

    /// <inheritdoc cref="ISessionGrain.GetPlayersAsync" />
    Task<GuildId[]?> GetPlayersAsync(SessionId session);

    /// <inheritdoc cref="IPlayerGrain.UpdateAsync" />
    Task<PlayerAnswer> UpdatePlayerAsync(PlayerId player, PlayerUpdate update, bool noReplace);

    /// <inheritdoc cref="IPlayerGrain.GetAsync" />
    Task<PlayerAnswer> GetPlayerAsync(PlayerId player);

    /// <inheritdoc cref="IPlayerGrain.DestroyAsync" />
    Task<PlayerAnswer> DestroyPlayerAsync(PlayerId player);

    /// <inheritdoc cref="IPlayerGrain.SendUpdateAsync" />
    Task SendUpdateAsync(PlayerId player);

    /// <inheritdoc cref="IPlayerGrain.GetFramesAsync" />
    Task<FrameCount?> GetFramesAsync(PlayerId player);

    /// <summary>What an identifier comes to (lavalink.md §7.3).</summary>
    Task<LoadResult> LoadAsync(string identifier);
}
