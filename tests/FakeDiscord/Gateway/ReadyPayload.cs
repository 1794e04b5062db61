using System.Text.Json.Nodes;
using Fabric.FakeDiscord.Model;

namespace Fabric.FakeDiscord.Gateway;

/// <summary>The <c>d</c> of READY. Its guilds are stubs; each follows by GUILD_CREATE.</summary>
internal static class ReadyPayload
{
    private const int ApiVersion = 10;

    /// <summary>GATEWAY_PRESENCE_LIMITED | GATEWAY_GUILD_MEMBERS_LIMITED | GATEWAY_MESSAGE_CONTENT_LIMITED.</summary>
    private const int ApplicationFlags = (1 << 13) | (1 << 15) | (1 << 19);

    public static JsonObject Build(DiscordWorld world, GatewaySession session, IEnumerable<DiscordGuild> guilds, string resumeUrl)
    {
        var user = ModelJson.ToObject(world.GetUser(world.BotId));
        user["verified"] = true;
        user["mfa_enabled"] = true;
        user["email"] = null;
        user["flags"] = 0;
        return new JsonObject
        {
            ["v"] = ApiVersion,
            ["user"] = user,
            ["user_settings"] = new JsonObject(),
            ["session_type"] = "normal",
            ["session_id"] = session.Id,
            ["resume_gateway_url"] = resumeUrl,
            ["shard"] = new JsonArray(session.Identify.ShardId, session.Identify.ShardCount),
            ["application"] = new JsonObject { ["id"] = world.BotId.ToString(), ["flags"] = ApplicationFlags },
            ["guilds"] = new JsonArray(
                [.. guilds.Select(static guild => new JsonObject { ["id"] = guild.Id.ToString(), ["unavailable"] = true })]),
            ["private_channels"] = new JsonArray(),
            ["relationships"] = new JsonArray(),
            ["presences"] = new JsonArray(),
            ["guild_join_requests"] = new JsonArray(),
            ["geo_ordered_rtc_regions"] = new JsonArray("rotterdam", "us-east"),
            ["auth"] = new JsonObject(),
            ["_trace"] = GatewayFrames.Trace(),
        };
    }
}
