/** The part of `browser.runtime.Port` we use; a test passes two of these wired together. */
export interface PortLike {
  postMessage(message: unknown): void;
  onMessage: { addListener(listener: (message: unknown) => void): void };
  onDisconnect: { addListener(listener: () => void): void };
}

/**
 * A port that comes back after the background service worker was stopped. Nothing is queued:
 * `onConnect` says again who we are and where we stand, and the answer is a snapshot.
 */
export function openReconnectingPort(options: {
  connect(): PortLike;
  onConnect(post: (message: unknown) => void): void;
  onMessage(message: unknown): void;
  /** The other side is away (a stopped worker); it is being called back. */
  onDisconnect?(): void;
  /** The extension was updated or removed: there is no way back. */
  onGone(): void;
  retryAfter?: (attempt: number) => number;
}) {
  const retryAfter = options.retryAfter ?? ((attempt) => Math.min(100 * 2 ** attempt, 5000));
  let port: PortLike | null = null;
  let attempt = 0;

  function open() {
    let opened: PortLike;
    try {
      opened = options.connect(); // throws once the extension itself was updated or removed
    } catch {
      return options.onGone();
    }
    port = opened;
    opened.onMessage.addListener((message) => {
      attempt = 0;
      options.onMessage(message);
    });
    opened.onDisconnect.addListener(() => {
      if (port !== opened) return;
      port = null;
      options.onDisconnect?.();
      setTimeout(open, retryAfter(attempt++));
    });
    options.onConnect((message) => opened.postMessage(message));
  }

  open();
  return { post: (message: unknown) => port?.postMessage(message) };
}
