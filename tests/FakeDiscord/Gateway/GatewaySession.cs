using Fabric.FakeDiscord.Model;

namespace Fabric.FakeDiscord.Gateway;

/// <summary>
/// What Discord keeps for one identified shard: the sequence, the dispatches to replay, and the guilds it has announced.
/// It outlives its connection for a while. Guarded by the world's lock.
/// </summary>
internal sealed class GatewaySession(string id, IdentifyRequest identify, FakeDiscordOptions options)
{
    private static readonly TimeSpan OwnPresenceWindow = TimeSpan.FromSeconds(20);

    private readonly Queue<SentDispatch> _replay = new();
    private readonly HashSet<Snowflake> _announced = [];
    private long _disconnectedAt;

    public string Id { get; } = id;

    public IdentifyRequest Identify { get; } = identify;

    /// <summary>Changes of the bot's own presence.</summary>
    public EventWindow OwnPresences { get; } = new(options.OwnPresenceLimit, OwnPresenceWindow, options.TimeProvider);

    /// <summary>The number of the last dispatch.</summary>
    public long Sequence { get; private set; }

    public GatewayConnection? Connection { get; private set; }

    public bool IsClosed { get; set; }

    public bool IsExpired =>
        IsClosed || (Connection is null && options.TimeProvider.GetElapsedTime(_disconnectedAt) > options.SessionLifetime);

    public bool Owns(Snowflake guild) => guild.ShardOf(Identify.ShardCount) == Identify.ShardId;

    /// <summary>False when the guild was announced before.</summary>
    public bool TryAnnounce(Snowflake guild) => _announced.Add(guild);

    public bool TryRetract(Snowflake guild) => _announced.Remove(guild);

    public bool Sees(WorldEvent change) =>
        (Identify.Has(change.AnyOf) || change.ConcernsBot)
        && (change.Guild is { } guild ? _announced.Contains(guild) : Identify.ShardId == 0);

    public void Attach(GatewayConnection connection)
    {
        Connection = connection;
        connection.Session = this;
    }

    public void Detach()
    {
        if (Connection is not null)
        {
            Connection.Session = null;
            Connection = null;
            _disconnectedAt = options.TimeProvider.GetTimestamp();
        }
    }

    public void Dispatch(string type, ReadOnlyMemory<byte> data)
    {
        var dispatch = new SentDispatch(type, ++Sequence, data);
        _replay.Enqueue(dispatch);
        if (_replay.Count > options.ReplayLimit)
        {
            _replay.Dequeue();
        }

        Connection?.Send(GatewayFrames.Dispatch(type, dispatch.Sequence, data.Span));
    }

    /// <summary>True when everything after <paramref name="sequence"/> is still kept.</summary>
    public bool CanReplayAfter(long sequence) =>
        sequence == Sequence || (_replay.TryPeek(out var oldest) && oldest.Sequence <= sequence + 1);

    /// <summary>Sends again what came after <paramref name="sequence"/>; what the client has is forgotten.</summary>
    public void ReplayAfter(long sequence)
    {
        while (_replay.TryPeek(out var known) && known.Sequence <= sequence)
        {
            _replay.Dequeue();
        }

        foreach (var missed in _replay)
        {
            Connection?.Send(GatewayFrames.Dispatch(missed.Type, missed.Sequence, missed.Data.Span));
        }
    }

    private readonly record struct SentDispatch(string Type, long Sequence, ReadOnlyMemory<byte> Data);
}
