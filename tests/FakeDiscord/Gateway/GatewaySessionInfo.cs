namespace Fabric.FakeDiscord.Gateway;

/// <summary>A session as tests see it.</summary>
public sealed record GatewaySessionInfo(string Id, int ShardId, int ShardCount, GatewayIntents Intents, long Sequence, bool IsConnected)
{
    /// <summary>What its connection asked for by <c>compress</c>; null for nothing, or without a connection.</summary>
    public string? Compression { get; init; }

    internal static GatewaySessionInfo Of(GatewaySession session) => new(
        session.Id,
        session.Identify.ShardId,
        session.Identify.ShardCount,
        session.Identify.Intents ?? GatewayIntents.None,
        session.Sequence,
        session.Connection is not null)
    {
        Compression = session.Connection?.Compression,
    };
}
