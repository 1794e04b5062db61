using System.Text.Json.Nodes;
using Fabric.FakeDiscord.Model;

namespace Fabric.FakeDiscord.Gateway;

/// <summary>
/// The <c>d</c> of GUILD_CREATE. Which members and presences it lists depends on the size of the guild and on the intents.
/// </summary>
internal static class GuildSnapshot
{
    public static JsonObject Build(DiscordWorld world, DiscordGuild guild, IdentifyRequest identify, FakeDiscordOptions options)
    {
        var listed = Listed(world, guild, identify, options).ToList();
        var json = Payloads.Guild(guild);
        json["joined_at"] = Payloads.Iso(guild.Members[world.BotId].JoinedAt);
        json["large"] = guild.Members.Count > identify.LargeThreshold;
        json["unavailable"] = false;
        json["member_count"] = guild.Members.Count;
        json["members"] = new JsonArray([.. listed.Select(member => Payloads.Member(world.GetUser(member.UserId), member))]);
        json["presences"] = new JsonArray([.. Presences(world, listed)]);
        json["voice_states"] = new JsonArray([.. VoiceStates(guild, identify)]);
        json["channels"] = Payloads.Channels(guild);
        json["threads"] = new JsonArray();
        json["stage_instances"] = new JsonArray();
        json["guild_scheduled_events"] = new JsonArray();
        json["soundboard_sounds"] = new JsonArray();
        return json;
    }

    public static IEnumerable<JsonObject> Presences(DiscordWorld world, IEnumerable<DiscordMember> members) =>
        members
            .Select(member => (member.UserId, Presence: world.PresenceOf(member.UserId)))
            .Where(static shown => !shown.Presence.IsOffline)
            .Select(static shown => Payloads.Presence(shown.UserId, shown.Presence));

    private static IEnumerable<DiscordMember> Listed(
        DiscordWorld world, DiscordGuild guild, IdentifyRequest identify, FakeDiscordOptions options)
    {
        if (guild.Members.Count > options.HugeGuild || !identify.Has(GatewayIntents.GuildPresences))
        {
            return guild.Members.Values.Where(member => member.UserId == world.BotId || member.VoiceChannel is not null);
        }

        if (guild.Members.Count > identify.LargeThreshold)
        {
            return guild.Members.Values.Where(member =>
                member.Nick is not null
                || member.Roles.Count > 0
                || member.VoiceChannel is not null
                || !world.PresenceOf(member.UserId).IsOffline);
        }

        return guild.Members.Values;
    }

    private static IEnumerable<JsonObject> VoiceStates(DiscordGuild guild, IdentifyRequest identify) =>
        identify.Has(GatewayIntents.GuildVoiceStates)
            ? guild.Members.Values
                .Where(static member => member.VoiceChannel is not null)
                .Select(static member => Payloads.VoiceState(member.UserId, member))
            : [];
}
