// A hand-written client of Lanyard's WebSocket over the package ws.
import { inflateSync } from 'node:zlib';
import WebSocket from 'ws';
import { config, obey, tell } from '../lib.mjs';

const socket = new WebSocket(config.url);
let heartbeat;

socket.on('message', (data, isBinary) => {
  const text = (isBinary ? inflateSync(data) : data).toString('utf8');
  const message = JSON.parse(text);
  tell('message', { ...message, isBinary, text });
  if (message.op === 1) {
    heartbeat = setInterval(() => socket.send(JSON.stringify({ op: 3 })), message.d.heartbeat_interval);
    socket.send(JSON.stringify({ op: 2, d: config.subscribe }));
  }
});
socket.on('close', (code) => {
  clearInterval(heartbeat);
  tell('closed', { code });
});
socket.on('error', (error) => tell('error', { error: String(error) }));

obey({ send: ({ message }) => socket.send(JSON.stringify(message)) }, () => socket.terminate());
