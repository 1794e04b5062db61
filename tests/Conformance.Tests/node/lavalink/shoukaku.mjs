// Shoukaku against a fabric.
import { Connector, Shoukaku } from 'shoukaku';
import { config, obey, tell } from '../lib.mjs';
import { answer, give } from './voice.mjs';

class PlayedDiscord extends Connector {
  getId() {
    return config.user;
  }

  sendPacket(shard, payload) {
    answer(payload, (packet) => this.raw(packet));
  }

  listen(nodes) {
    setImmediate(() => this.ready(nodes));
  }
}

const nodes = config.nodes.map((url, index) => ({ name: `node${index}`, url, auth: config.password }));
const shoukaku = new Shoukaku(new PlayedDiscord({}), config.nodes.length === 1 || config.all ? nodes : [nodes[0]], {
  resume: config.resume ?? false,
  resumeTimeout: config.resumeTimeout ?? 60,
  reconnectTries: config.reconnectTries ?? 30,
  reconnectInterval: 0.3,
});

shoukaku.on('ready', (name, resumed) => tell('ready', { name, resumed, session: node().sessionId }));
shoukaku.on('error', (name, error) => tell('error', { name, error: String(error) }));
shoukaku.on('close', (name, code) => tell('close', { name, code }));
shoukaku.on('raw', (name, message) => tell('raw', { name, message }));

let first;

function node() {
  return (first ??= shoukaku.nodes.values().next().value);
}

function player(guild) {
  return shoukaku.players.get(guild);
}

async function join({ guild, channel }) {
  const joined = await shoukaku.joinVoiceChannel({ guildId: guild, channelId: channel, shardId: 0 });
  for (const name of ['start', 'end', 'exception', 'stuck', 'closed', 'update']) {
    joined.on(name, (data) => tell(name, { guild, data }));
  }
}

obey(
  {
    join,
    resolve: ({ identifier }) => node().rest.resolve(identifier),
    decode: ({ track }) => node().rest.decode(track),
    info: () => node().rest.getLavalinkInfo(),
    stats: () => node().rest.stats(),
    players: () => node().rest.getPlayers(),
    player: ({ guild }) => node().rest.getPlayer(guild),
    play: ({ guild, options }) => player(guild).playTrack(options),
    stop: ({ guild }) => player(guild).stopTrack(),
    pause: ({ guild, paused }) => player(guild).setPaused(paused),
    seek: ({ guild, position }) => player(guild).seekTo(position),
    volume: ({ guild, volume }) => player(guild).setGlobalVolume(volume),
    filters: ({ guild, filters }) => player(guild).setFilters(filters),
    move: (place) => give(place, (packet) => shoukaku.connector.raw(packet)),
    leave: ({ guild }) => shoukaku.leaveVoiceChannel(guild),
    // As a network that breaks: no close frame.
    cut: () => node().ws.terminate(),
    // Shoukaku 4.3 gives a node up after the first attempt that fails, even where a later one succeeds; whoever uses it connects it again.
    reconnect: () => {
      shoukaku.nodes.set(node().name, node());
      return node().connect();
    },
    // Where the next connection goes.
    redirect: ({ url }) => {
      node().url = `ws://${url}/v4/websocket`;
      node().rest.url = `http://${url}/v4`;
    },
  },
  () => {},
);
