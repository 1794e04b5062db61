using System.Text.Json;
using System.Text.Json.Nodes;
using Fabric.FakeDiscord.Model;

namespace Fabric.FakeDiscord.Gateway;

/// <summary>The sessions: who may have one, who may have it back, and which dispatch goes to whom. Guarded by the world's lock.</summary>
internal sealed class GatewaySessions(DiscordWorld world, FakeDiscordOptions options, FakeDiscordCounters counters, Defects defects)
    : IWorldListener
{
    private readonly Dictionary<string, GatewaySession> _sessions = [];

    public IdentifyLimiter Limiter { get; } = new(options);

    public IEnumerable<GatewaySession> All => _sessions.Values;

    /// <summary>Set once the server listens.</summary>
    public FakeDiscordAddresses? Addresses { get; set; }

    public void Identify(GatewayConnection connection, IdentifyRequest request)
    {
        if (IdentifyRules.Refusal(request, options) is { } code)
        {
            connection.Close(code);
            return;
        }

        var guilds = world.Guilds.Where(guild => guild.Id.ShardOf(request.ShardCount) == request.ShardId).ToList();
        if (guilds.Count > options.GuildsPerShard)
        {
            connection.Close(GatewayCloseCode.ShardingRequired);
            return;
        }

        if (!Limiter.TryEnter(request.ShardId))
        {
            connection.Send(GatewayFrames.InvalidSession(resumable: false));
            return;
        }

        if (!Limiter.TrySpend())
        {
            connection.Close(GatewayCloseCode.AuthenticationFailed);
            return;
        }

        Begin(connection, request, guilds);
    }

    public void Resume(GatewayConnection connection, JsonElement d)
    {
        if (d.StringOrNull("token") is not { } token
            || d.StringOrNull("session_id") is not { } id
            || d.Int64OrNull("seq") is not { } sequence)
        {
            connection.Close(GatewayCloseCode.DecodeError);
            return;
        }

        if (!string.Equals(token, options.Token, StringComparison.Ordinal))
        {
            connection.Close(GatewayCloseCode.AuthenticationFailed);
            return;
        }

        if (!_sessions.TryGetValue(id, out var session) || session.IsExpired)
        {
            connection.Send(GatewayFrames.InvalidSession(resumable: false));
            return;
        }

        Continue(connection, session, sequence);
    }

    public void Remove(GatewaySession session)
    {
        session.Detach();
        session.IsClosed = true;
        _sessions.Remove(session.Id);
    }

    public void OnEvent(WorldEvent change)
    {
        var full = new Lazy<byte[]>(() => GatewayFrames.Encode(change.Data));
        var withoutContent = new Lazy<byte[]>(() => GatewayFrames.Encode(change.DataWithoutContent ?? change.Data));
        foreach (var session in _sessions.Values.Where(session => session.Sees(change)))
        {
            session.Dispatch(change.Type, (session.Identify.Has(GatewayIntents.MessageContent) ? full : withoutContent).Value);
        }
    }

    public void OnGuildAvailable(DiscordGuild guild)
    {
        foreach (var session in _sessions.Values.Where(session => session.Owns(guild.Id)))
        {
            Announce(session, guild);
        }
    }

    public void OnGuildGone(DiscordGuild guild, bool outage)
    {
        var data = new JsonObject { ["id"] = guild.Id.ToString() };
        if (outage)
        {
            data["unavailable"] = true;
        }

        var utf8 = GatewayFrames.Encode(data);
        foreach (var session in _sessions.Values.Where(session => session.Owns(guild.Id)))
        {
            if (session.TryRetract(guild.Id) && session.Identify.Has(GatewayIntents.Guilds))
            {
                session.Dispatch("GUILD_DELETE", utf8);
            }
        }
    }

    private void Begin(GatewayConnection connection, IdentifyRequest request, List<DiscordGuild> guilds)
    {
        foreach (var expired in _sessions.Values.Where(static session => session.IsExpired).ToList())
        {
            Remove(expired);
        }

        var session = new GatewaySession(NewSessionId(), request, options);
        _sessions.Add(session.Id, session);
        session.Attach(connection);
        if (request.Compress)
        {
            connection.CompressLargePayloads();
        }

        counters.OnIdentified();
        session.Dispatch("READY", GatewayFrames.Encode(ReadyPayload.Build(world, session, guilds, Addresses!.ResumeGateway)));
        _ = defects.WatchAsync(AnnounceLazilyAsync(session, [.. guilds.Select(static guild => guild.Id)]), "GUILD_CREATE after READY");
    }

    private void Continue(GatewayConnection connection, GatewaySession session, long sequence)
    {
        if (sequence < 0 || sequence > session.Sequence)
        {
            Remove(session);
            connection.Close(GatewayCloseCode.InvalidSequence);
            return;
        }

        if (!session.CanReplayAfter(sequence))
        {
            Remove(session);
            connection.Send(GatewayFrames.InvalidSession(resumable: false));
            return;
        }

        var former = session.Connection;
        session.Detach();
        former?.Close(GatewayCloseCode.UnknownError);
        session.Attach(connection);
        counters.OnResumed();
        session.ReplayAfter(sequence);
        session.Dispatch("RESUMED", GatewayFrames.Encode(new JsonObject { ["_trace"] = GatewayFrames.Trace() }));
    }

    /// <summary>The guilds follow READY one by one; what happens in a guild is reported only once it was announced.</summary>
    private async Task AnnounceLazilyAsync(GatewaySession session, IReadOnlyList<Snowflake> guilds)
    {
        foreach (var id in guilds)
        {
            await PauseBeforeGuildAsync();
            lock (world.Gate)
            {
                if (session.IsClosed)
                {
                    return;
                }

                if (world.Guilds.FirstOrDefault(guild => guild.Id == id) is { InOutage: false } guild)
                {
                    Announce(session, guild);
                }
            }
        }
    }

    private async Task PauseBeforeGuildAsync()
    {
        await Task.Yield(); // The lock that READY is sent under is not to be held through the guilds.
        if (options.GuildCreateInterval > TimeSpan.Zero)
        {
            await Task.Delay(options.GuildCreateInterval, options.TimeProvider);
        }
    }

    private void Announce(GatewaySession session, DiscordGuild guild)
    {
        if (session.TryAnnounce(guild.Id) && session.Identify.Has(GatewayIntents.Guilds))
        {
            session.Dispatch("GUILD_CREATE", GatewayFrames.Encode(GuildSnapshot.Build(world, guild, session.Identify, options)));
        }
    }

    private string NewSessionId()
    {
        Span<byte> bytes = stackalloc byte[16];
        options.Random.Fill(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
