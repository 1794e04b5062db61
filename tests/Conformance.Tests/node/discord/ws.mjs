// @discordjs/ws against a gateway: several shards, with transport compression.
import { REST } from '@discordjs/rest';
import { CompressionMethod, WebSocketManager, WebSocketShardEvents } from '@discordjs/ws';
import { config, obey, tell } from '../lib.mjs';

const rest = new REST({ api: config.api, version: '10' }).setToken(config.token);
const manager = new WebSocketManager({
  token: config.token,
  intents: config.intents,
  rest,
  compression: config.compress ? CompressionMethod.ZlibNative : null,
});

const { Closed, Debug, Dispatch, Error: Failed, HeartbeatComplete, Ready, Resumed } = WebSocketShardEvents;
manager.on(Dispatch, (packet, shard) => tell('dispatch', { shard, t: packet.t, s: packet.s, id: packet.d?.id ?? packet.d?.user?.id ?? null }));
manager.on(Ready, (data, shard) => tell('ready', { shard, guilds: data.guilds.map((guild) => guild.id), resumeUrl: data.resume_gateway_url }));
manager.on(Resumed, (shard) => tell('resumed', { shard }));
manager.on(Closed, (code, shard) => tell('closed', { shard, code }));
manager.on(HeartbeatComplete, (stats, shard) => tell('heartbeat', { shard, latency: stats.latency }));
manager.on(Failed, (error, shard) => tell('error', { shard, error: String(error) }));
manager.on(Debug, (text, shard) => tell('debug', { shard, text }));

obey({ send: ({ shard, payload }) => manager.send(shard, payload) }, () => manager.destroy());

await manager.connect();
tell('connected', { shards: await manager.getShardCount() });
