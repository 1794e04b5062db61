// lavalink-client against a fabric, as its readme has bots use it.
import { LavalinkManager } from 'lavalink-client';
import { config, obey, tell } from '../lib.mjs';
import { answer, give } from './voice.mjs';

const [host, port] = config.nodes[0].split(':');
const raw = (packet) => manager.sendRawData(packet);
const manager = new LavalinkManager({
  nodes: [{ id: 'node0', host, port: Number(port), authorization: config.password, retryAmount: 30, retryDelay: 300 }],
  sendToShard: (guild, payload) => answer(payload, raw),
  client: { id: config.user, username: 'Tests' },
});

let resumed = false;
manager.nodeManager.on('raw', ({ id: name }, message) => {
  if (message.op === 'ready') {
    resumed = message.resumed;
  }

  tell('raw', { name, message });
});
manager.nodeManager.on('connect', async ({ id: name }) => {
  if (config.resume) {
    node().options.sessionId = node().sessionId;
    await node().updateSession(true, config.resumeTimeout ?? 60);
  }

  tell('ready', { name, resumed, session: node().sessionId });
});
manager.nodeManager.on('error', ({ id: name }, error) => tell('error', { name, error: String(error) }));
manager.nodeManager.on('disconnect', ({ id: name }, { code }) => tell('close', { name, code }));

// The end of the queue's last track is told as the queue's end.
for (const [event, name] of Object.entries({ trackStart: 'start', trackEnd: 'end', queueEnd: 'end', trackError: 'exception', trackStuck: 'stuck' })) {
  manager.on(event, ({ guildId: guild }, track, data) => tell(name, { guild, data }));
}

manager.on('playerSocketClosed', ({ guildId: guild }, data) => tell('closed', { guild, data }));
manager.on('playerUpdate', (before, { guildId: guild, lastPosition, connected }) => tell('update', { guild, data: { lastPosition, connected } }));

const tracks = new Map();

function node() {
  return manager.nodeManager.nodes.get('node0');
}

function player(guild) {
  return manager.getPlayer(guild);
}

/** A source is named because the client's default one is not there, and it refuses even links then. */
async function resolve({ identifier }) {
  const { loadType, tracks: found } = await node().search({ query: identifier, source: 'http' }, { id: config.user });
  found.forEach((track) => tracks.set(track.encoded, track));
  return { loadType, data: found[0] };
}

obey(
  {
    resolve,
    join: ({ guild, channel }) => manager.createPlayer({ guildId: guild, voiceChannelId: channel }).connect().then(() => {}),
    decode: ({ track }) => node().decode.singleTrack(track),
    info: () => node().info,
    stats: () => node().fetchStats(),
    players: () => node().fetchAllPlayers(),
    player: ({ guild }) => node().fetchPlayer(guild),
    play: ({ guild, options }) => player(guild).play({ ...options, clientTrack: tracks.get(options.track.encoded) }).then(() => {}),
    stop: ({ guild }) => player(guild).stopPlaying().then(() => {}),
    pause: ({ guild, paused }) => (paused ? player(guild).pause() : player(guild).resume()).then(() => {}),
    seek: ({ guild, position }) => player(guild).seek(position).then(() => {}),
    volume: ({ guild, volume }) => player(guild).setVolume(volume).then(() => {}),
    filters: ({ guild, filters }) => player(guild).filterManager.setEQ(filters.equalizer).then(() => {}),
    move: (place) => give(place, raw),
    leave: ({ guild }) => player(guild).destroy().then(() => {}),
    // As a network that breaks: no close frame.
    cut: () => node().socket.terminate(),
    // It connects again by itself.
    reconnect: () => {},
    // Where the next connection goes.
    redirect: ({ url }) => {
      const [nextHost, nextPort] = url.split(':');
      Object.assign(node().options, { host: nextHost, port: Number(nextPort) });
    },
  },
  () => {},
);

await manager.init();
