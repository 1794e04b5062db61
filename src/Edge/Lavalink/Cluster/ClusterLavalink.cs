using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Players;
using Fabric.Abstractions.Sessions;
using Fabric.Abstractions.Tracks;
using Fabric.Edge.Presence;
using Fabric.Protocol.Lavalink;
using Orleans;

namespace Fabric.Edge.Lavalink.Cluster;

/// <summary>Sessions and players of the cluster, by grain calls. What sessions have for sockets comes by <see cref="ClusterEdgeStream" />.</summary>
internal sealed class ClusterLavalink(IClusterClient cluster, ClusterEdgeStream stream) : ILavalinkCluster
{
    /// <inheritdoc />
    public void Attach(ISessionObserver observer) => stream.Sessions = observer;

    /// <inheritdoc />
    public async Task OpenAsync(SessionId session, SessionOpening opening)
    {
        // What a session has for a socket would otherwise wait until the socket asks.
        await stream.OpenedAsync();
        await ClusterCalls.RepeatOnceAsync(() => Session(session).OpenAsync(opening));
    }

    /// <inheritdoc />
    public async Task<SessionResumption?> ResumeAsync(SessionId session, SessionOpening opening)
    {
        await stream.OpenedAsync();
        return await ClusterCalls.RepeatOnceAsync(() => Session(session).ResumeAsync(opening));
    }

    /// <inheritdoc />
    public Task<SessionBacklog?> ReadAsync(SessionId session, SocketId socket, long after) =>
        ClusterCalls.RepeatOnceAsync(() => Session(session).ReadAsync(socket, after));

    /// <inheritdoc />
    public Task AcknowledgeAsync(SessionId session, SocketId socket, long number) =>
        ClusterCalls.RepeatOnceAsync(() => Session(session).AcknowledgeAsync(socket, number));

    /// <inheritdoc />
    public Task CloseAsync(SessionId session, SocketId socket, long sent, bool gatewayEnds) =>
        ClusterCalls.RepeatOnceAsync(() => Session(session).CloseAsync(socket, sent, gatewayEnds));

    /// <inheritdoc />
    public Task<SessionInfo?> UpdateSessionAsync(SessionId session, SessionUpdate update) =>
        ClusterCalls.RepeatOnceAsync(() => Session(session).UpdateAsync(update));

    /// <inheritdoc />
    public Task<GuildId[]?> GetPlayersAsync(SessionId session) => ClusterCalls.RepeatOnceAsync(() => Session(session).GetPlayersAsync());

    /// <inheritdoc />
    public Task<PlayerAnswer> UpdatePlayerAsync(PlayerId player, PlayerUpdate update, bool noReplace) =>
        ClusterCalls.RepeatRefusedAsync(() => Player(player).UpdateAsync(update, noReplace));

    /// <inheritdoc />
    public Task<PlayerAnswer> GetPlayerAsync(PlayerId player) => ClusterCalls.RepeatOnceAsync(() => Player(player).GetAsync());

    /// <inheritdoc />
    public Task<PlayerAnswer> DestroyPlayerAsync(PlayerId player) => ClusterCalls.RepeatOnceAsync(() => Player(player).DestroyAsync());

    /// <inheritdoc />
    public Task SendUpdateAsync(PlayerId player) => ClusterCalls.RepeatOnceAsync(() => Player(player).SendUpdateAsync());

    /// <inheritdoc />
    public async Task<FrameCount?> GetFramesAsync(PlayerId player) => await Player(player).GetFramesAsync();

    /// <inheritdoc />
    public async Task<LoadResult> LoadAsync(string identifier) =>
        await ClusterCalls.Find(() => cluster.GetGrain<ITrackLoaderGrain>(TrackLoaderKey.Only)).LoadAsync(identifier);

    private ISessionGrain Session(SessionId session) => ClusterCalls.Find(() => cluster.GetGrain<ISessionGrain>(SessionKey.Of(session)));

    private IPlayerGrain Player(PlayerId player) => ClusterCalls.Find(() => cluster.GetGrain<IPlayerGrain>(PlayerKey.Of(player)));
}
