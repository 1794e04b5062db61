// Discord's side of voice: whoever asks for a channel is given it, each time with another token.
import { config, tell } from '../lib.mjs';

let given = 0;

/** Answers what a client would have sent to Discord; `raw` takes Discord's events. */
export function answer({ d: { guild_id: guild, channel_id: channel } }, raw) {
  tell('asked', { guild, channel });
  if (channel) {
    // Discord answers later, not while it is asked.
    setTimeout(() => give({ guild, channel }, raw), 10);
  }
}

/** The bot is in a channel now, whoever wanted it. */
export function give({ guild, channel }, raw) {
  given++;
  raw({ t: 'VOICE_STATE_UPDATE', d: { guild_id: guild, user_id: config.user, channel_id: channel, session_id: 'voice-session', self_deaf: true, self_mute: false } });
  raw({ t: 'VOICE_SERVER_UPDATE', d: { guild_id: guild, token: `voice-token-${given}`, endpoint: 'rotterdam1.discord.media:443' } });
}
