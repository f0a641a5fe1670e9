/** The part of `runtime.Port` we use; a test passes two of these wired together. */
export interface PortLike {
  postMessage(message: unknown): void;
  disconnect(): void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
}

/** ms */
const ANSWERS_WITHIN = 2_000;

/**
 * A port that comes back after the background worker was stopped. Nothing is queued: `onConnect` says again who we are.
 *
 * The first try is at once and without a timer, for timers of a page nobody looks at may sleep for a minute; after that
 * 100 ms doubling to 5 s. Such a quick caller may reach the worker while it dies: its port then stays open to nobody and
 * never says so. The other side answers `onConnect` at once, so a port that says nothing for 2 s is opened anew.
 */
export function openReconnectingPort(options: {
  connect(): PortLike;
  onConnect(post: (message: unknown) => void): void;
  onMessage(message: unknown): void;
  /** The other side is away (a stopped worker); it is being called back. */
  onDisconnect?(): void;
  /** The extension was updated or removed: there is no way back. */
  onGone(): void;
}): { post(message: unknown): void } {
  let port: PortLike | null = null;
  let attempt = 0;

  function open(): void {
    let opened: PortLike;
    try {
      opened = options.connect(); // throws once the extension itself was updated or removed
    } catch {
      options.onGone();
      return;
    }
    port = opened;
    const silent = setTimeout(() => {
      opened.disconnect(); // our own call: `onDisconnect` fires on the other side only
      lost(opened);
    }, ANSWERS_WITHIN);
    opened.onMessage.addListener((message) => {
      clearTimeout(silent);
      attempt = 0;
      options.onMessage(message);
    });
    opened.onDisconnect.addListener(() => {
      clearTimeout(silent);
      lost(opened);
    });
    options.onConnect((message) => opened.postMessage(message));
  }

  function lost(one: PortLike): void {
    if (port !== one) return;
    port = null;
    options.onDisconnect?.();
    attempt += 1;
    if (attempt === 1) open();
    else setTimeout(open, Math.min(100 * 2 ** (attempt - 2), 5000));
  }

  open();
  return { post: (message) => port?.postMessage(message) };
}
