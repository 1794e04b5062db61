using Fabric.Abstractions.Players;
using Fabric.Protocol.Lavalink;

namespace Fabric.Edge.Lavalink.Node;

/// <summary>The frames of a session's players on average (lavalink.md §1.4).</summary>
internal static class FrameAverages
{
    /// <summary>How many frames of 20 ms a player sends in a minute.</summary>
    private const int Expected = 3000;

    /// <summary>The averages over the players that can tell; null where none can.</summary>
    public static FrameStats? Of(IReadOnlyCollection<FrameCount?> players)
    {
        var (count, sent, nulled) = (0, 0, 0);
        foreach (var player in players)
        {
            if (player is { } frames)
            {
                count++;
                sent += frames.Sent;
                nulled += frames.Nulled;
            }
        }

        return count == 0 ? null : new FrameStats(sent / count, nulled / count, ((count * Expected) - (sent + nulled)) / count);
    }
}
