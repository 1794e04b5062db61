using System.Text.Json;
using System.Text.Json.Nodes;
using Fabric.FakeDiscord.Model;

namespace Fabric.FakeDiscord.Gateway;

/// <summary>
/// Voice State Update (op 4): the bot enters a guild's voice channel, leaves it, or mutes itself in it. Guarded by the world's lock.
/// </summary>
internal sealed class VoiceRequests(DiscordWorld world, FakeDiscordOptions options)
{
    private const int TokenBytes = 8;

    /// <summary>
    /// Answers by VOICE_STATE_UPDATE (given the intent) and, where a channel is entered, VOICE_SERVER_UPDATE; false where Discord
    /// could not decode the request. A guild or channel that the bot does not see gets no answer.
    /// </summary>
    public bool TryHandle(GatewaySession session, JsonElement d)
    {
        if (d.SnowflakeOrNull("guild_id") is not { } guildId || !TryReadChannel(d, out var channel))
        {
            return false;
        }

        if (!session.Owns(guildId)
            || world.Guilds.FirstOrDefault(guild => guild.Id == guildId) is not { InOutage: false } guild
            || !guild.Members.TryGetValue(world.BotId, out var member)
            || (channel is { } entered && entered != guild.VoiceChannel))
        {
            return true;
        }

        world.SetVoice(guild, member with
        {
            VoiceChannel = channel,
            SelfMute = d.BoolOr("self_mute", false),
            SelfDeaf = d.BoolOr("self_deaf", false),
        });
        if (channel is not null && channel != member.VoiceChannel)
        {
            SendServer(session, guild);
        }

        return true;
    }

    /// <summary>Null, or no such key, leaves.</summary>
    private static bool TryReadChannel(JsonElement d, out Snowflake? channel)
    {
        channel = d.SnowflakeOrNull("channel_id");
        return channel is not null || !d.TryGetProperty("channel_id", out var given) || given.ValueKind == JsonValueKind.Null;
    }

    /// <summary>Sent whatever the intents.</summary>
    private void SendServer(GatewaySession session, DiscordGuild guild)
    {
        Span<byte> token = stackalloc byte[TokenBytes];
        options.Random.Fill(token);
        session.Dispatch("VOICE_SERVER_UPDATE", GatewayFrames.Encode(new JsonObject
        {
            ["token"] = Convert.ToHexStringLower(token),
            ["guild_id"] = guild.Id.ToString(),
            ["endpoint"] = options.VoiceEndpoint,
        }));
    }
}
