using System.Globalization;
using System.Text.Json.Nodes;

namespace Fabric.FakeDiscord.Model;

/// <summary>The objects of Discord's API that dispatches are made of.</summary>
internal static class Payloads
{
    private const int TextChannelType = 0;
    private const int VoiceChannelType = 2;

    /// <summary>VIEW_CHANNEL, SEND_MESSAGES, READ_MESSAGE_HISTORY, CONNECT, SPEAK and the like, for everyone.</summary>
    private const string EveryonePermissions = "6546771529";

    public static JsonObject Member(DiscordUser user, DiscordMember member)
    {
        var json = MemberFields(member);
        json["user"] = ModelJson.ToObject(user);
        return json;
    }

    public static JsonObject Presence(Snowflake user, DiscordPresence presence) =>
        Presence(new JsonObject { ["id"] = user.ToString() }, presence);

    public static JsonObject Presence(JsonObject user, DiscordPresence presence)
    {
        var activities = new JsonArray();
        foreach (var activity in presence.Activities)
        {
            activities.Add(JsonNode.Parse(activity.GetRawText()));
        }

        var clients = new JsonObject();
        foreach (var (client, status) in presence.ClientStatus)
        {
            clients[client] = status;
        }

        return new JsonObject
        {
            ["user"] = user,
            ["status"] = presence.IsOffline ? "offline" : presence.Status,
            ["activities"] = activities,
            ["client_status"] = clients,
        };
    }

    public static JsonObject VoiceState(Snowflake user, DiscordMember member) => new()
    {
        ["user_id"] = user.ToString(),
        ["channel_id"] = member.VoiceChannel?.ToString(),
        ["session_id"] = $"{user.Value:x32}",
        ["deaf"] = false,
        ["mute"] = false,
        ["self_deaf"] = member.SelfDeaf,
        ["self_mute"] = member.SelfMute,
        ["self_video"] = false,
        ["suppress"] = false,
        ["request_to_speak_timestamp"] = null,
    };

    public static JsonObject Message(DiscordUser author, DiscordMessage message, IEnumerable<DiscordUser> mentions) => new()
    {
        ["id"] = message.Id.ToString(),
        ["channel_id"] = message.ChannelId.ToString(),
        ["author"] = ModelJson.ToObject(author),
        ["content"] = message.Content,
        ["timestamp"] = Iso(message.Timestamp),
        ["edited_timestamp"] = null,
        ["tts"] = false,
        ["mention_everyone"] = false,
        ["mentions"] = new JsonArray([.. mentions.Select(ModelJson.ToObject)]),
        ["mention_roles"] = new JsonArray(),
        ["attachments"] = new JsonArray(),
        ["embeds"] = new JsonArray(),
        ["components"] = new JsonArray(),
        ["pinned"] = false,
        ["flags"] = 0,
        ["type"] = 0,
    };

    /// <summary>The guild itself, without the lists that only GUILD_CREATE has.</summary>
    public static JsonObject Guild(DiscordGuild guild) => new()
    {
        ["id"] = guild.Id.ToString(),
        ["name"] = guild.Name,
        ["icon"] = null,
        ["splash"] = null,
        ["discovery_splash"] = null,
        ["banner"] = null,
        ["description"] = null,
        ["owner_id"] = guild.OwnerId.ToString(),
        ["afk_channel_id"] = null,
        ["afk_timeout"] = 300,
        ["verification_level"] = 0,
        ["default_message_notifications"] = 1,
        ["explicit_content_filter"] = 0,
        ["mfa_level"] = 0,
        ["nsfw_level"] = 0,
        ["premium_tier"] = 0,
        ["premium_subscription_count"] = 0,
        ["premium_progress_bar_enabled"] = false,
        ["preferred_locale"] = "en-US",
        ["application_id"] = null,
        ["system_channel_id"] = guild.TextChannel.ToString(),
        ["system_channel_flags"] = 0,
        ["rules_channel_id"] = null,
        ["public_updates_channel_id"] = null,
        ["vanity_url_code"] = null,
        ["features"] = new JsonArray(),
        ["emojis"] = new JsonArray(),
        ["stickers"] = new JsonArray(),
        ["roles"] = new JsonArray(EveryoneRole(guild.Id)),
    };

    public static JsonArray Channels(DiscordGuild guild) =>
        [Channel(guild.TextChannel, TextChannelType, "general"), Channel(guild.VoiceChannel, VoiceChannelType, "lounge")];

    public static string Iso(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff+00:00", CultureInfo.InvariantCulture);

    public static JsonObject MemberFields(DiscordMember member) => new()
    {
        ["nick"] = member.Nick,
        ["avatar"] = member.Avatar,
        ["banner"] = null,
        ["roles"] = new JsonArray([.. member.Roles.Select(static role => JsonValue.Create(role.ToString()))]),
        ["joined_at"] = Iso(member.JoinedAt),
        ["premium_since"] = null,
        ["deaf"] = false,
        ["mute"] = false,
        ["pending"] = false,
        ["flags"] = 0,
        ["communication_disabled_until"] = null,
    };

    private static JsonObject EveryoneRole(Snowflake guild) => new()
    {
        ["id"] = guild.ToString(),
        ["name"] = "@everyone",
        ["color"] = 0,
        ["hoist"] = false,
        ["icon"] = null,
        ["unicode_emoji"] = null,
        ["position"] = 0,
        ["permissions"] = EveryonePermissions,
        ["managed"] = false,
        ["mentionable"] = false,
        ["flags"] = 0,
    };

    private static JsonObject Channel(Snowflake id, int type, string name) => new()
    {
        ["id"] = id.ToString(),
        ["type"] = type,
        ["name"] = name,
        ["position"] = 0,
        ["parent_id"] = null,
        ["nsfw"] = false,
        ["flags"] = 0,
        ["permission_overwrites"] = new JsonArray(),
    };
}
