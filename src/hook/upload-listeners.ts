import {
  apply,
  defineProperty,
  deleteProperty,
  getOwnPropertyDescriptor,
  NativeWeakMap,
  signalAborted,
} from './native';

interface Listener {
  readonly type: unknown;
  readonly callback: unknown;
  readonly capture: boolean;
  readonly signal: AbortSignal | null;
}

const HANDLERS = ['onloadstart', 'onprogress', 'onabort', 'onerror', 'onload', 'ontimeout', 'onloadend'] as const;

const listeners = new NativeWeakMap<object, Listener[]>();

/** A listener on the upload is the one thing that makes XMLHttpRequest preflight and that no header shows. */
export function hasUploadListener(upload: XMLHttpRequestUpload): boolean {
  for (const handler of HANDLERS) if (upload[handler] !== null) return true;
  for (const { signal } of listeners.get(upload) ?? []) if (signal === null || !signalAborted(signal)) return true;
  return false;
}

/**
 * The two methods are EventTarget's; uploads get some of their own that look there first, so that what a page does to
 * EventTarget's still holds for them.
 *
 * @returns takes them away.
 */
export function trackUploadListeners(): () => void {
  const { prototype } = XMLHttpRequestUpload;
  const parent: EventTarget = Object.getPrototypeOf(prototype);

  const own = {
    addEventListener(this: object, ...args: unknown[]): unknown {
      const result = apply(parent.addEventListener, this, args);
      const known = listeners.get(this) ?? [];
      const listener = listenerOf(args);
      if (listener.callback !== null && !known.some((it) => isSame(it, listener))) known[known.length] = listener;
      listeners.set(this, known);
      return result;
    },
    removeEventListener(this: object, ...args: unknown[]): unknown {
      const result = apply(parent.removeEventListener, this, args);
      const listener = listenerOf(args);
      listeners.set(
        this,
        (listeners.get(this) ?? []).filter((it) => !isSame(it, listener)),
      );
      return result;
    },
  };
  const names = ['addEventListener', 'removeEventListener'] as const;
  for (const name of names) {
    defineProperty(own[name], 'length', { value: 2, configurable: true });
    defineProperty(prototype, name, { value: own[name], writable: true, enumerable: true, configurable: true });
  }
  return () => {
    for (const name of names) {
      if (getOwnPropertyDescriptor(prototype, name)?.value === own[name]) deleteProperty(prototype, name);
    }
  };
}

function listenerOf([type, callback, options]: unknown[]): Listener {
  const given = typeof options === 'object' && options !== null ? (options as AddEventListenerOptions) : {};
  return {
    type,
    callback: callback ?? null,
    capture: typeof options === 'boolean' ? options : Boolean(given.capture),
    signal: given.signal ?? null,
  };
}

const isSame = (a: Listener, b: Listener): boolean =>
  a.type === b.type && a.callback === b.callback && a.capture === b.capture;
