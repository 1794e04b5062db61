using System.Buffers;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Players;
using Fabric.Abstractions.Sessions;
using Fabric.Edge.Lavalink.Cluster;
using Fabric.Edge.Presence;
using Fabric.Protocol.Lavalink;

namespace Fabric.Edge.Lavalink.Node;

/// <summary>Makes the <c>stats</c> messages of sessions (lavalink.md §1.4).</summary>
internal sealed class SessionStats(NodeStats node, ILavalinkCluster cluster)
{
    /// <summary>The first of a session, which has no players yet.</summary>
    public ReadOnlyMemory<byte> MakeFirst() => Encode(node.Take());

    /// <summary>A later one, with the frames of the session's players. Those that do not answer are left out.</summary>
    public async Task<ReadOnlyMemory<byte>> MakeAsync(SessionId session, SessionCounts counts) =>
        Encode(node.Take(counts.Playing == 0 ? null : FrameAverages.Of(await GetFramesAsync(session))));

    private static ReadOnlyMemory<byte> Encode(Stats stats)
    {
        var json = new ArrayBufferWriter<byte>();
        LavalinkWriter.Write(json, new StatsMessage(stats));
        return json.WrittenMemory;
    }

    private async Task<FrameCount?[]> GetFramesAsync(SessionId session)
    {
        try
        {
            var players = await cluster.GetPlayersAsync(session) ?? [];
            return await Task.WhenAll(players.Select(guild => GetFramesAsync(new PlayerId(session, guild))));
        }
        catch (Exception exception) when (ClusterCalls.IsUnanswered(exception))
        {
            // Stats go out each minute whatever happens: clients wait for them.
            return [];
        }
    }

    private async Task<FrameCount?> GetFramesAsync(PlayerId player)
    {
        try
        {
            return await cluster.GetFramesAsync(player);
        }
        catch (Exception exception) when (ClusterCalls.IsUnanswered(exception))
        {
            return null;
        }
    }
}
