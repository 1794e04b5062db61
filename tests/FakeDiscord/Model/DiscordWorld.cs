using System.Text.Json.Nodes;
using Fabric.FakeDiscord.Gateway;

namespace Fabric.FakeDiscord.Model;

/// <summary>
/// Everything that Discord knows: users, guilds, members, presences. Each operation changes the world and sends what
/// Discord would send. One lock guards the world and the gateway's sessions: what a session sees is in the order of the
/// changes, and nothing falls between a GUILD_CREATE and the updates that follow it.
/// </summary>
public sealed partial class DiscordWorld
{
    private static readonly DateTimeOffset DiscordEpoch = new(2015, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TimeProvider _time;
    private readonly List<IWorldListener> _listeners = [];
    private readonly Dictionary<Snowflake, DiscordUser> _users = [];
    private readonly Dictionary<Snowflake, DiscordPresence> _presences = [];
    private readonly SortedDictionary<ulong, DiscordGuild> _guilds = [];
    private ulong _lastTick;

    internal DiscordWorld(DiscordUser bot, TimeProvider time)
    {
        _time = time;
        BotId = bot.Id;
        _users.Add(bot.Id, bot);
        _presences.Add(bot.Id, DiscordPresence.Online());
    }

    public Snowflake BotId { get; }

    public IReadOnlyList<Snowflake> GuildIds
    {
        get
        {
            lock (Gate)
            {
                return [.. _guilds.Values.Select(static guild => guild.Id)];
            }
        }
    }

    public IReadOnlyList<Snowflake> UserIds
    {
        get
        {
            lock (Gate)
            {
                return [.. _users.Keys];
            }
        }
    }

    internal Lock Gate { get; } = new();

    internal IEnumerable<DiscordGuild> Guilds => _guilds.Values;

    /// <summary>A new id. Each has a millisecond of its own, so that consecutive guilds spread over the shards.</summary>
    public Snowflake NextId()
    {
        lock (Gate)
        {
            var now = (ulong)(_time.GetUtcNow() - DiscordEpoch).TotalMilliseconds;
            _lastTick = Math.Max(now, _lastTick + 1);
            return _lastTick << 22;
        }
    }

    public DiscordUser AddUser(DiscordUser user)
    {
        lock (Gate)
        {
            _users.Add(user.Id, user);
            return user;
        }
    }

    public DiscordUser AddUser(string username) => AddUser(new DiscordUser { Id = NextId(), Username = username, GlobalName = username });

    public bool HasUser(Snowflake id)
    {
        lock (Gate)
        {
            return _users.ContainsKey(id);
        }
    }

    public DiscordUser GetUser(Snowflake id)
    {
        lock (Gate)
        {
            return _users.TryGetValue(id, out var user) ? user : throw new UnknownEntityException("user", id);
        }
    }

    /// <summary>
    /// Changes a profile. Each shared guild sends GUILD_MEMBER_UPDATE and, unless the user is offline, PRESENCE_UPDATE with the
    /// user in full.
    /// </summary>
    public DiscordUser UpdateUser(Snowflake id, Func<DiscordUser, DiscordUser> change)
    {
        lock (Gate)
        {
            var user = change(GetUser(id));
            _users[id] = user;
            if (id == BotId)
            {
                Send(new WorldEvent("USER_UPDATE", null, GatewayIntents.None, ModelJson.ToObject(user)));
            }

            foreach (var guild in SharedGuilds(id))
            {
                SendMemberUpdate(guild, guild.Members[id]);
                if (!PresenceOf(id).IsOffline)
                {
                    SendPresence(guild, id, ModelJson.ToObject(user));
                }
            }

            return user;
        }
    }

    public DiscordPresence GetPresence(Snowflake id)
    {
        lock (Gate)
        {
            return PresenceOf(id);
        }
    }

    /// <summary>Sets what a user shows. One PRESENCE_UPDATE for each guild shared with the bot, also when nothing changed.</summary>
    public void SetPresence(Snowflake id, DiscordPresence presence)
    {
        lock (Gate)
        {
            _presences[GetUser(id).Id] = presence.IsOffline ? DiscordPresence.Offline : presence;
            foreach (var guild in SharedGuilds(id))
            {
                SendPresence(guild, id, new JsonObject { ["id"] = id.ToString() });
            }
        }
    }

    internal DiscordPresence PresenceOf(Snowflake id) => _presences.GetValueOrDefault(id, DiscordPresence.Offline);

    internal void Listen(IWorldListener listener) => _listeners.Add(listener);

    private IEnumerable<DiscordGuild> SharedGuilds(Snowflake user) => _guilds.Values.Where(guild => guild.Members.ContainsKey(user));

    private void SendPresence(DiscordGuild guild, Snowflake id, JsonObject user)
    {
        var data = Payloads.Presence(user, PresenceOf(id));
        data["guild_id"] = guild.Id.ToString();
        Send(new WorldEvent("PRESENCE_UPDATE", guild.Id, GatewayIntents.GuildPresences, data));
    }

    private void Send(WorldEvent change)
    {
        foreach (var listener in _listeners)
        {
            listener.OnEvent(change);
        }
    }
}
