using System.Collections.Frozen;
using System.Text.Json;

namespace Fabric.Discord.Gateway;

/// <summary>The names of events. Looking up a known one allocates nothing.</summary>
public static class GatewayEventNames
{
    public const string Ready = "READY";
    public const string Resumed = "RESUMED";
    public const string RateLimited = "RATE_LIMITED";
    public const string PresenceUpdate = "PRESENCE_UPDATE";
    public const string UserUpdate = "USER_UPDATE";
    public const string GuildCreate = "GUILD_CREATE";
    public const string GuildUpdate = "GUILD_UPDATE";
    public const string GuildDelete = "GUILD_DELETE";
    public const string GuildMemberAdd = "GUILD_MEMBER_ADD";
    public const string GuildMemberUpdate = "GUILD_MEMBER_UPDATE";
    public const string GuildMemberRemove = "GUILD_MEMBER_REMOVE";
    public const string GuildMembersChunk = "GUILD_MEMBERS_CHUNK";
    public const string InteractionCreate = "INTERACTION_CREATE";
    public const string MessageCreate = "MESSAGE_CREATE";
    public const string VoiceStateUpdate = "VOICE_STATE_UPDATE";
    public const string VoiceServerUpdate = "VOICE_SERVER_UPDATE";

    private const int LongestBytes = 64;

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        [
            Ready, Resumed, RateLimited, PresenceUpdate, UserUpdate, GuildCreate, GuildUpdate, GuildDelete, GuildMemberAdd,
            GuildMemberUpdate, GuildMemberRemove, GuildMembersChunk, InteractionCreate, MessageCreate, VoiceStateUpdate, VoiceServerUpdate,
            "APPLICATION_COMMAND_PERMISSIONS_UPDATE", "AUTO_MODERATION_ACTION_EXECUTION", "AUTO_MODERATION_RULE_CREATE",
            "AUTO_MODERATION_RULE_DELETE", "AUTO_MODERATION_RULE_UPDATE", "CHANNEL_CREATE", "CHANNEL_DELETE", "CHANNEL_INFO",
            "CHANNEL_PINS_UPDATE", "CHANNEL_UPDATE", "ENTITLEMENT_CREATE", "ENTITLEMENT_DELETE", "ENTITLEMENT_UPDATE",
            "GUILD_AUDIT_LOG_ENTRY_CREATE", "GUILD_BAN_ADD", "GUILD_BAN_REMOVE", "GUILD_EMOJIS_UPDATE", "GUILD_INTEGRATIONS_UPDATE",
            "GUILD_ROLE_CREATE", "GUILD_ROLE_DELETE", "GUILD_ROLE_UPDATE", "GUILD_SCHEDULED_EVENT_CREATE",
            "GUILD_SCHEDULED_EVENT_DELETE", "GUILD_SCHEDULED_EVENT_UPDATE", "GUILD_SCHEDULED_EVENT_USER_ADD",
            "GUILD_SCHEDULED_EVENT_USER_REMOVE", "GUILD_SOUNDBOARD_SOUNDS_UPDATE", "GUILD_SOUNDBOARD_SOUND_CREATE",
            "GUILD_SOUNDBOARD_SOUND_DELETE", "GUILD_SOUNDBOARD_SOUND_UPDATE", "GUILD_STICKERS_UPDATE", "INTEGRATION_CREATE",
            "INTEGRATION_DELETE", "INTEGRATION_UPDATE", "INVITE_CREATE", "INVITE_DELETE", "MESSAGE_DELETE",
            "MESSAGE_DELETE_BULK", "MESSAGE_POLL_VOTE_ADD", "MESSAGE_POLL_VOTE_REMOVE", "MESSAGE_REACTION_ADD",
            "MESSAGE_REACTION_REMOVE", "MESSAGE_REACTION_REMOVE_ALL", "MESSAGE_REACTION_REMOVE_EMOJI", "MESSAGE_UPDATE",
            "SOUNDBOARD_SOUNDS", "STAGE_INSTANCE_CREATE", "STAGE_INSTANCE_DELETE", "STAGE_INSTANCE_UPDATE",
            "SUBSCRIPTION_CREATE", "SUBSCRIPTION_DELETE", "SUBSCRIPTION_UPDATE", "THREAD_CREATE", "THREAD_DELETE", "THREAD_LIST_SYNC",
            "THREAD_MEMBERS_UPDATE", "THREAD_MEMBER_UPDATE", "THREAD_UPDATE", "TYPING_START", "VOICE_CHANNEL_EFFECT_SEND",
            "VOICE_CHANNEL_START_TIME_UPDATE", "VOICE_CHANNEL_STATUS_UPDATE", "WEBHOOKS_UPDATE",
        ]);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Known.GetAlternateLookup<ReadOnlySpan<char>>();

    internal static bool IsKnown(string name) => Known.Contains(name);

    /// <summary>The name that the reader stands on.</summary>
    internal static string Read(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped || reader.ValueSpan.Length > LongestBytes)
        {
            throw new JsonException("Not the name of an event.");
        }

        Span<char> characters = stackalloc char[LongestBytes];
        ReadOnlySpan<char> name = characters[..reader.CopyString(characters)];
        return BySpan.TryGetValue(name, out var known) ? known : name.ToString();
    }
}
