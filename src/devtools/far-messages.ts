/** A message between a panel and its devtools page where no BroadcastChannel reaches: sent to every page of the extension. */
export interface FarMessage {
  /** Of one tab. */
  readonly channel: string;
  readonly to: 'log' | 'panel';
  readonly message: unknown;
}

export function isFarMessage(data: unknown): data is FarMessage {
  return (
    typeof data === 'object' &&
    data !== null &&
    'channel' in data &&
    typeof data.channel === 'string' &&
    'to' in data &&
    (data.to === 'log' || data.to === 'panel') &&
    'message' in data
  );
}

/**
 * Not ports: a port is told to all listening pages, and when the background worker is stopped it stays open as long as one
 * other page holds its end, so that nobody notices.
 *
 * @param channel the tab's. @param here only what is sent to this side is heard.
 */
export function farMessages(channel: string, here: FarMessage['to'], hear: (message: unknown) => void) {
  const there = here === 'log' ? 'panel' : 'log';
  chrome.runtime.onMessage.addListener((data: unknown, sender) => {
    // Of our own pages; content scripts speak from inside a web page.
    if (sender.id !== chrome.runtime.id || sender.url?.startsWith(chrome.runtime.getURL('')) !== true) return;
    if (isFarMessage(data) && data.channel === channel && data.to === here) hear(data.message);
  });
  return (message: unknown): void => {
    // Nobody there to hear it: the other page was closed.
    void chrome.runtime.sendMessage({ channel, to: there, message } satisfies FarMessage).catch(() => {});
  };
}
