import { farMessages } from '../devtools/far-messages';
import type { PanelMessage } from '../protocol/messages';

/** The log's owner answers within some ms when it can be heard at all. */
const ANSWERS_WITHIN = 700;

export interface LogChannel {
  send(message: PanelMessage): void;
  /** @returns how to stop. */
  listen(receive: (message: unknown) => void): () => void;
}

/**
 * The way to the devtools page that owns the log of a tab: a BroadcastChannel. In Firefox's private windows the panel and the devtools page are kept
 * apart like pages of two sites, so when nobody answers, the extension's own messages take its place.
 */
export function logChannel(name: string): LogChannel {
  const channel = new BroadcastChannel(name);
  const listeners = new Set<(message: unknown) => void>();
  /** The way on which the first message came is the only one listened to. */
  let way: 'channel' | 'far' | null = null;
  const hear = (on: 'channel' | 'far', message: unknown): void => {
    way ??= on;
    if (way !== on) return;
    for (const receive of listeners) receive(message);
  };
  channel.addEventListener('message', ({ data }) => hear('channel', data));

  let sendFar: ((message: PanelMessage) => void) | null = null;
  function tryFar(): void {
    sendFar = farMessages(name, 'panel', (message) => hear('far', message));
    sendFar({ type: 'subscribe', cursor: null });
  }

  let isAsked = false;
  return {
    send(message) {
      if (way !== 'far') channel.postMessage(message);
      if (way !== 'channel') sendFar?.(message);
      if (isAsked) return;
      isAsked = true;
      setTimeout(() => {
        if (way === null) tryFar();
      }, ANSWERS_WITHIN);
    },
    listen(receive) {
      listeners.add(receive);
      return () => listeners.delete(receive);
    },
  };
}
