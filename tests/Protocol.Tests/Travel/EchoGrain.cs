using Fabric.Protocol.Lavalink;
using Orleans;

namespace Fabric.Protocol.Tests.Travel;

public sealed class EchoGrain : Grain, IEchoGrain
{
    public Task<PlayerUpdate> EchoAsync(PlayerUpdate update) => Task.FromResult(update);

    public Task<SessionUpdate> EchoSessionAsync(SessionUpdate update) => Task.FromResult(update);

    public Task<LavalinkPlayer> EchoPlayerAsync(LavalinkPlayer player) => Task.FromResult(player);

    public Task<EncodedTrack> EchoTrackAsync(EncodedTrack track) => Task.FromResult(track);

    public Task<LoadResult> EchoResultAsync(LoadResult result) => Task.FromResult(result);

    public Task<PlayerEvent> EchoEventAsync(PlayerEvent told) => Task.FromResult(told);

    public Task<Stats> EchoStatsAsync(Stats stats) => Task.FromResult(stats);

    public Task<PlayerUpdateMessage> EchoMessageAsync(PlayerUpdateMessage message) => Task.FromResult(message);

    public Task<SessionInfo> EchoInfoAsync(SessionInfo session) => Task.FromResult(session);

    public Task<EncodedTrack> DecodeAsync(string encoded) => Task.FromResult(TrackCodec.Decode(encoded));
}
