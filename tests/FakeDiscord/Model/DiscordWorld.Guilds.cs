using System.Text.Json.Nodes;
using Fabric.FakeDiscord.Gateway;

namespace Fabric.FakeDiscord.Model;

/// <content>Guilds and their members.</content>
public sealed partial class DiscordWorld
{
    /// <summary>The bot joins a guild, which has the bot and <paramref name="members"/> as members.</summary>
    public Snowflake AddGuild(string name, IEnumerable<Snowflake> members, Snowflake? id = null)
    {
        lock (Gate)
        {
            var guild = new DiscordGuild(id ?? NextId(), name, BotId, NextId(), NextId());
            foreach (var user in members.Prepend(BotId).Distinct())
            {
                guild.Members.Add(user, NewMember(GetUser(user).Id));
            }

            _guilds.Add(guild.Id.Value, guild);
            _listeners.ForEach(listener => listener.OnGuildAvailable(guild));
            return guild.Id;
        }
    }

    /// <summary>The bot is removed from the guild, or the guild is deleted: GUILD_DELETE without <c>unavailable</c>.</summary>
    public void RemoveGuild(Snowflake id)
    {
        lock (Gate)
        {
            var guild = GuildOf(id);
            _guilds.Remove(id.Value);
            _listeners.ForEach(listener => listener.OnGuildGone(guild, outage: false));
        }
    }

    /// <summary>
    /// Discord loses sight of the guild: GUILD_DELETE with <c>unavailable: true</c>. Nothing in it is reported meanwhile.
    /// </summary>
    public void BeginOutage(Snowflake id)
    {
        lock (Gate)
        {
            var guild = GuildOf(id);
            guild.InOutage = true;
            _listeners.ForEach(listener => listener.OnGuildGone(guild, outage: true));
        }
    }

    /// <summary>The guild is back: GUILD_CREATE.</summary>
    public void EndOutage(Snowflake id)
    {
        lock (Gate)
        {
            var guild = GuildOf(id);
            guild.InOutage = false;
            _listeners.ForEach(listener => listener.OnGuildAvailable(guild));
        }
    }

    public IReadOnlyList<DiscordMember> GetMembers(Snowflake guild)
    {
        lock (Gate)
        {
            return [.. GuildOf(guild).Members.Values];
        }
    }

    /// <summary>
    /// A user joins: GUILD_MEMBER_ADD, which carries no presence. For a member already there it is repeated, as Discord may.
    /// </summary>
    public void AddMember(Snowflake guildId, Snowflake userId)
    {
        lock (Gate)
        {
            var guild = GuildOf(guildId);
            var user = GetUser(userId);
            guild.Members.TryAdd(userId, NewMember(userId));
            var data = Payloads.Member(user, guild.Members[userId]);
            data["guild_id"] = guildId.ToString();
            Send(new WorldEvent("GUILD_MEMBER_ADD", guildId, GatewayIntents.GuildMembers, data));
        }
    }

    /// <summary>Changes a membership (nickname, roles, guild avatar): GUILD_MEMBER_UPDATE.</summary>
    public void UpdateMember(Snowflake guildId, Snowflake userId, Func<DiscordMember, DiscordMember> change)
    {
        lock (Gate)
        {
            var guild = GuildOf(guildId);
            var member = change(MemberOf(guild, userId));
            guild.Members[userId] = member;
            SendMemberUpdate(guild, member);
        }
    }

    /// <summary>A user leaves or is removed: GUILD_MEMBER_REMOVE.</summary>
    public void RemoveMember(Snowflake guildId, Snowflake userId)
    {
        lock (Gate)
        {
            var guild = GuildOf(guildId);
            guild.Members.Remove(MemberOf(guild, userId).UserId);
            var data = new JsonObject { ["guild_id"] = guildId.ToString(), ["user"] = ModelJson.ToObject(GetUser(userId)) };
            Send(new WorldEvent("GUILD_MEMBER_REMOVE", guildId, GatewayIntents.GuildMembers, data));
        }
    }

    /// <summary>A member enters the guild's voice channel, or leaves it: VOICE_STATE_UPDATE.</summary>
    public void SetInVoice(Snowflake guildId, Snowflake userId, bool inVoice)
    {
        lock (Gate)
        {
            var guild = GuildOf(guildId);
            SetVoice(guild, MemberOf(guild, userId) with { VoiceChannel = inVoice ? guild.VoiceChannel : null });
        }
    }

    /// <summary>The guild's voice channel.</summary>
    public Snowflake VoiceChannelOf(Snowflake guildId)
    {
        lock (Gate)
        {
            return GuildOf(guildId).VoiceChannel;
        }
    }

    internal void SetVoice(DiscordGuild guild, DiscordMember member)
    {
        guild.Members[member.UserId] = member;
        var data = Payloads.VoiceState(member.UserId, member);
        data["guild_id"] = guild.Id.ToString();
        data["member"] = Payloads.Member(GetUser(member.UserId), member);
        Send(new WorldEvent("VOICE_STATE_UPDATE", guild.Id, GatewayIntents.GuildVoiceStates, data));
    }

    internal DiscordGuild GuildOf(Snowflake id) =>
        _guilds.TryGetValue(id.Value, out var guild) ? guild : throw new UnknownEntityException("guild", id);

    private static DiscordMember MemberOf(DiscordGuild guild, Snowflake user) =>
        guild.Members.TryGetValue(user, out var member) ? member : throw new UnknownEntityException("member", user);

    private DiscordMember NewMember(Snowflake user) => new() { UserId = user, JoinedAt = _time.GetUtcNow() };

    private void SendMemberUpdate(DiscordGuild guild, DiscordMember member)
    {
        var data = Payloads.Member(GetUser(member.UserId), member);
        data["guild_id"] = guild.Id.ToString();
        Send(new WorldEvent("GUILD_MEMBER_UPDATE", guild.Id, GatewayIntents.GuildMembers, data) { ConcernsBot = member.UserId == BotId });
    }
}
