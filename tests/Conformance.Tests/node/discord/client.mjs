// discord.js against a gateway: tells of what it receives, and does what it is told.
import { Client, Events } from 'discord.js';
import { config, obey, tell } from '../lib.mjs';

const client = new Client({ intents: config.intents, rest: { api: config.api }, shards: 'auto' });

const activity = (a) => ({
  type: a.type,
  name: a.name,
  state: a.state,
  details: a.details,
  syncId: a.syncId,
  largeImage: a.assets?.largeImage ?? null,
  emoji: a.emoji?.name ?? null,
});

const presence = (p) => ({
  user: p.userId,
  guild: p.guild?.id ?? null,
  status: p.status,
  clients: p.clientStatus,
  activities: p.activities.map(activity),
});

client.on('raw', (packet, shard) => tell('raw', { op: packet.op, t: packet.t, s: packet.s, shard }));
client.on(Events.ClientReady, () => tell('ready', { user: client.user.id, tag: client.user.tag }));
client.on(Events.GuildCreate, (guild) => tell('guildCreate', { guild: guild.id }));
client.on(Events.GuildDelete, (guild) => tell('guildDelete', { guild: guild.id }));
client.on(Events.GuildUnavailable, (guild) => tell('guildUnavailable', { guild: guild.id }));
client.on(Events.GuildAvailable, (guild) => tell('guildAvailable', { guild: guild.id }));
client.on(Events.GuildMemberAdd, (member) => tell('memberAdd', { guild: member.guild.id, user: member.id }));
client.on(Events.GuildMemberRemove, (member) => tell('memberRemove', { guild: member.guild.id, user: member.id }));
client.on(Events.GuildMemberUpdate, (_, member) => tell('memberUpdate', { user: member.id, nick: member.nickname }));
client.on(Events.UserUpdate, (_, user) => tell('userUpdate', { user: user.id, name: user.username }));
client.on(Events.PresenceUpdate, (_, now) => tell('presence', presence(now)));
client.on(Events.MessageCreate, (m) => tell('message', { author: m.author.id, content: m.content, guild: m.guildId, channel: m.channelId }));
client.on(Events.ShardReconnecting, (shard) => tell('reconnecting', { shard }));
client.on(Events.ShardResume, (shard, replayed) => tell('resumed', { shard, replayed }));
client.on(Events.ShardReady, (shard) => tell('shardReady', { shard }));
client.on(Events.ShardDisconnect, (event, shard) => tell('disconnected', { shard, code: event.code }));
client.on(Events.Debug, (text) => tell('debug', { text: text.replaceAll(config.token, '***') }));
client.on(Events.Error, (error) => tell('error', { error: String(error) }));

obey(
  {
    guilds: () =>
      client.guilds.cache.map((guild) => ({
        id: guild.id,
        name: guild.name,
        available: guild.available,
        large: guild.large,
        memberCount: guild.memberCount,
        members: [...guild.members.cache.keys()],
        presences: guild.presences.cache.map(presence),
      })),
    user: ({ id }) => client.users.cache.get(id)?.toJSON(),
    fetchMembers: async ({ guild, query, limit, users, presences }) => {
      const members = await client.guilds.cache.get(guild).members.fetch({ query, limit, user: users, withPresences: presences, time: 10_000 });
      return {
        members: members.size,
        online: members.filter((member) => member.presence && member.presence.status !== 'offline').size,
      };
    },
    send: async ({ user, content }) => (await (await client.users.fetch(user)).send(content)).id,
    setStatus: ({ status }) => client.user.setStatus(status).status,
  },
  () => client.destroy(),
);

await client.login(config.token);
