import type { PanelMessage } from '../protocol/messages';
import { openReconnectingPort } from '../protocol/reconnecting-port';

/** The log's owner answers within some ms when it can be heard at all. */
const ANSWERS_WITHIN = 700;

export interface LogChannel {
  send(message: PanelMessage): void;
  /** @returns how to stop. */
  listen(receive: (message: unknown) => void): () => void;
}

/**
 * The way to the devtools page that owns the log of a tab: a BroadcastChannel. In Firefox's private windows the panel and the devtools page are kept
 * apart like pages of two sites, so when nobody answers, an extension port takes its place.
 */
export function logChannel(name: string): LogChannel {
  const channel = new BroadcastChannel(name);
  const listeners = new Set<(message: unknown) => void>();
  /** The way on which the first message came is the only one listened to. */
  let way: 'channel' | 'port' | null = null;
  const hear = (on: 'channel' | 'port', message: unknown): void => {
    way ??= on;
    if (way !== on) return;
    for (const receive of listeners) receive(message);
  };
  channel.addEventListener('message', ({ data }) => hear('channel', data));

  let port: { post(message: unknown): void } | null = null;
  function openPort(): void {
    const subscribe: PanelMessage = { type: 'subscribe', cursor: null };
    port = openReconnectingPort({
      connect: () => chrome.runtime.connect({ name }),
      onConnect: (post) => post(subscribe),
      onMessage: (message) => hear('port', message),
      onGone: () => {},
    });
  }

  let isAsked = false;
  return {
    send(message) {
      if (way !== 'port') channel.postMessage(message);
      if (way !== 'channel') port?.post(message);
      if (isAsked) return;
      isAsked = true;
      setTimeout(() => {
        if (way === null) openPort();
      }, ANSWERS_WITHIN);
    },
    listen(receive) {
      listeners.add(receive);
      return () => listeners.delete(receive);
    },
  };
}
