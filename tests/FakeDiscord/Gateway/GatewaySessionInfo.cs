namespace Fabric.FakeDiscord.Gateway;

/// <summary>A session as tests see it.</summary>
public sealed record GatewaySessionInfo(string Id, int ShardId, int ShardCount, GatewayIntents Intents, long Sequence, bool IsConnected)
{
    internal static GatewaySessionInfo Of(GatewaySession session) => new(
        session.Id,
        session.Identify.ShardId,
        session.Identify.ShardCount,
        session.Identify.Intents ?? GatewayIntents.None,
        session.Sequence,
        session.Connection is not null);
}
