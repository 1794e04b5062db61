using System.Text.Json.Nodes;
using Fabric.FakeDiscord.Gateway;

namespace Fabric.FakeDiscord.Model;

/// <content>Messages and the channels they go to.</content>
public sealed partial class DiscordWorld
{
    private readonly Dictionary<Snowflake, Snowflake> _directChannels = [];

    /// <summary>The channel id of the bot's direct messages with a user.</summary>
    public Snowflake DirectChannelWith(Snowflake userId)
    {
        lock (Gate)
        {
            if (!_directChannels.TryGetValue(GetUser(userId).Id, out var channel))
            {
                channel = NextId();
                _directChannels.Add(userId, channel);
            }

            return channel;
        }
    }

    /// <summary>The guild's text channel.</summary>
    public Snowflake TextChannelOf(Snowflake guildId)
    {
        lock (Gate)
        {
            return GuildOf(guildId).TextChannel;
        }
    }

    /// <summary>A user writes in the guild's text channel: MESSAGE_CREATE.</summary>
    public DiscordMessage SendGuildMessage(
        Snowflake guildId, Snowflake authorId, string content, params IReadOnlyList<Snowflake> mentions) =>
        SendMessage(TextChannelOf(guildId), authorId, content, mentions);

    /// <summary>A user writes to the bot: MESSAGE_CREATE on shard 0.</summary>
    public DiscordMessage SendDirectMessage(Snowflake authorId, string content) =>
        SendMessage(DirectChannelWith(authorId), authorId, content, []);

    internal bool HasChannel(Snowflake channel)
    {
        lock (Gate)
        {
            return _directChannels.ContainsValue(channel) || _guilds.Values.Any(guild => guild.TextChannel == channel);
        }
    }

    internal DiscordMessage SendMessage(Snowflake channel, Snowflake authorId, string content, IReadOnlyList<Snowflake> mentions)
    {
        lock (Gate)
        {
            var message = new DiscordMessage
            {
                Id = NextId(),
                ChannelId = channel,
                GuildId = _guilds.Values.FirstOrDefault(guild => guild.TextChannel == channel)?.Id,
                AuthorId = GetUser(authorId).Id,
                Content = content,
                Timestamp = _time.GetUtcNow(),
                Mentions = mentions,
            };
            Send(MessageCreate(message));
            return message;
        }
    }

    internal JsonObject MessageJson(DiscordMessage message) =>
        Payloads.Message(GetUser(message.AuthorId), message, message.Mentions.Select(GetUser));

    private WorldEvent MessageCreate(DiscordMessage message)
    {
        var data = MessageJson(message);
        if (message.GuildId is not { } guildId)
        {
            return new WorldEvent("MESSAGE_CREATE", null, GatewayIntents.DirectMessages, data);
        }

        data["guild_id"] = guildId.ToString();
        if (GuildOf(guildId).Members.TryGetValue(message.AuthorId, out var member))
        {
            data["member"] = Payloads.MemberFields(member);
        }

        return new WorldEvent("MESSAGE_CREATE", guildId, GatewayIntents.GuildMessages, data)
        {
            DataWithoutContent = IsReadableByBot(message) ? null : WithoutContent(data),
        };
    }

    /// <summary>Its own messages and those that mention it a bot may read without MESSAGE_CONTENT.</summary>
    private bool IsReadableByBot(DiscordMessage message) => message.AuthorId == BotId || message.Mentions.Contains(BotId);

    private static JsonObject WithoutContent(JsonObject data)
    {
        var copy = data.DeepClone().AsObject();
        copy["content"] = "";
        return copy;
    }
}
