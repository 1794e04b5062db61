using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fabric.FakeDiscord.Model;

namespace Fabric.FakeDiscord.Gateway;

/// <summary>Request Guild Members (op 8). Guarded by the world's lock.</summary>
internal sealed class MemberRequests(DiscordWorld world, FakeDiscordOptions options)
{
    private const int ChunkSize = 1000;
    private const int MaxIds = 100;
    private const int MaxMatches = 100;
    private const int MaxNonceBytes = 32;

    private readonly Dictionary<Snowflake, long> _allMembersAt = [];

    /// <summary>
    /// Answers by chunks; false where Discord could not decode the request. A guild that the session does not see gets no answer.
    /// </summary>
    public bool TryHandle(GatewaySession session, JsonElement d)
    {
        if (d.SnowflakeOrNull("guild_id") is not { } guildId)
        {
            return false;
        }

        if (!session.Owns(guildId) || world.Guilds.FirstOrDefault(guild => guild.Id == guildId) is not { InOutage: false } guild)
        {
            return true;
        }

        var nonce = d.StringOrNull("nonce") is { } text && Encoding.UTF8.GetByteCount(text) <= MaxNonceBytes ? text : null;
        var presences = d.BoolOr("presences", false) && session.Identify.Has(GatewayIntents.GuildPresences);
        if (d.TryGetProperty("user_ids", out var ids) && ids.ValueKind != JsonValueKind.Null)
        {
            return TrySendByIds(session, guild, ids, presences, nonce);
        }

        if (d.StringOrNull("query") is not { } query || d.Int32OrNull("limit") is not { } limit)
        {
            return false;
        }

        SendByQuery(session, guild, query, limit, presences, nonce);
        return true;
    }

    private bool TrySendByIds(GatewaySession session, DiscordGuild guild, JsonElement ids, bool presences, string? nonce)
    {
        var elements = ids.ValueKind == JsonValueKind.Array ? [.. ids.EnumerateArray()] : new[] { ids };
        if (elements.Length > MaxIds)
        {
            return false;
        }

        var wanted = elements.Select(static id => id.TryGetSnowflake(out var value) ? value : default).Distinct().ToList();
        var found = wanted.Where(guild.Members.ContainsKey).Select(id => guild.Members[id]).ToList();
        var missing = elements.Where(id => !id.TryGetSnowflake(out var value) || !guild.Members.ContainsKey(value));
        SendChunks(
            session, guild, found, presences, nonce, new JsonArray([.. missing.Select(static id => JsonNode.Parse(id.GetRawText()))]));
        return true;
    }

    private void SendByQuery(GatewaySession session, DiscordGuild guild, string query, int limit, bool presences, string? nonce)
    {
        if (query.Length > 0 || limit > 0)
        {
            var atMost = limit is > 0 and < MaxMatches ? limit : MaxMatches;
            var matches = guild.Members.Values.Where(member => Matches(member, query)).Take(atMost);
            SendChunks(session, guild, [.. matches], presences, nonce, null);
            return;
        }

        if (!session.Identify.Has(GatewayIntents.GuildMembers))
        {
            return;
        }

        if (RetryAfter(guild.Id) is { } retryAfter)
        {
            SendRateLimited(session, guild.Id, retryAfter, nonce);
            return;
        }

        _allMembersAt[guild.Id] = options.TimeProvider.GetTimestamp();
        SendChunks(session, guild, [.. guild.Members.Values], presences, nonce, null);
    }

    private bool Matches(DiscordMember member, string prefix)
    {
        var user = world.GetUser(member.UserId);
        return new[] { user.Username, user.GlobalName, member.Nick }
            .Any(name => name?.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) == true);
    }

    private TimeSpan? RetryAfter(Snowflake guild)
    {
        if (!_allMembersAt.TryGetValue(guild, out var last))
        {
            return null;
        }

        var left = options.AllMembersInterval - options.TimeProvider.GetElapsedTime(last);
        return left > TimeSpan.Zero ? left : null;
    }

    private static void SendRateLimited(GatewaySession session, Snowflake guild, TimeSpan retryAfter, string? nonce)
    {
        var meta = new JsonObject { ["guild_id"] = guild.ToString() };
        AddNonce(meta, nonce);
        session.Dispatch("RATE_LIMITED", GatewayFrames.Encode(new JsonObject
        {
            ["opcode"] = (int)GatewayOpcode.RequestGuildMembers,
            ["retry_after"] = retryAfter.TotalSeconds,
            ["meta"] = meta,
        }));
    }

    private void SendChunks(
        GatewaySession session, DiscordGuild guild, List<DiscordMember> members, bool presences, string? nonce, JsonArray? notFound)
    {
        var chunks = members.Count == 0 ? [[]] : members.Chunk(ChunkSize).ToList();
        for (var index = 0; index < chunks.Count; index++)
        {
            var data = new JsonObject
            {
                ["guild_id"] = guild.Id.ToString(),
                ["members"] = new JsonArray([.. chunks[index].Select(member => Payloads.Member(world.GetUser(member.UserId), member))]),
                ["chunk_index"] = index,
                ["chunk_count"] = chunks.Count,
            };
            if (notFound is not null)
            {
                data["not_found"] = notFound.DeepClone();
            }

            if (presences)
            {
                data["presences"] = new JsonArray([.. GuildSnapshot.Presences(world, chunks[index])]);
            }

            AddNonce(data, nonce);
            session.Dispatch("GUILD_MEMBERS_CHUNK", GatewayFrames.Encode(data));
        }
    }

    private static void AddNonce(JsonObject data, string? nonce)
    {
        if (nonce is not null)
        {
            data["nonce"] = nonce;
        }
    }
}
