using Fabric.Protocol.Lavalink;
using Orleans;

namespace Fabric.Protocol.Tests.Travel;

/// <summary>Gives back what it is given, over a connection each way.</summary>
[Alias("test.protocol.IEchoGrain")]
public interface IEchoGrain : IGrainWithStringKey
{
    Task<PlayerUpdate> EchoAsync(PlayerUpdate update);

    Task<SessionUpdate> EchoSessionAsync(SessionUpdate update);

    Task<LavalinkPlayer> EchoPlayerAsync(LavalinkPlayer player);

    Task<EncodedTrack> EchoTrackAsync(EncodedTrack track);

    Task<LoadResult> EchoResultAsync(LoadResult result);

    Task<PlayerEvent> EchoEventAsync(PlayerEvent told);

    Task<Stats> EchoStatsAsync(Stats stats);

    Task<PlayerUpdateMessage> EchoMessageAsync(PlayerUpdateMessage message);

    Task<SessionInfo> EchoInfoAsync(SessionInfo session);

    Task<EncodedTrack> DecodeAsync(string encoded);
}
