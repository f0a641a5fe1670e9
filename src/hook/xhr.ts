import { normalizedMethod } from './method';
import {
  apply,
  listen,
  NativeError,
  NativeWeakMap,
  stackAbove,
  xhrReadyState,
  xhrStatus,
  xhrUpload,
  xhrWithCredentials,
} from './native';
import { type Method, replaceMethod } from './replace-method';
import type { Ending, Reporter } from './reporter';
import { hasUploadListener, trackUploadListeners } from './upload-listeners';
import { type SaidUrl, saidUrl } from './url';

/** What one XMLHttpRequest was told since `open`. */
interface Opened extends SaidUrl {
  readonly method: string;
  readonly isSync: boolean;
  readonly headerNames: string[];
  /** The number of the call in flight; null: none. */
  call: number | null;
}

/** Tells each `send` and how it ended. @returns takes the wrappers away. */
export function hookXhr(reporter: Reporter): () => void {
  const opened = new NativeWeakMap<XMLHttpRequest, Opened>();
  const listening = new NativeWeakMap<XMLHttpRequest, true>();
  const { prototype } = XMLHttpRequest;

  function settle(xhr: XMLHttpRequest, ending: Ending): void {
    const request = opened.get(xhr);
    if (request === undefined || request.call === null) return;
    reporter.ended(request.call, ending);
    request.call = null;
  }

  function onEnd(this: XMLHttpRequest, { type }: Event): void {
    settle(this, type === 'load' ? answered(this) : { state: 'threw', name: NAMES[type] ?? '', message: '' });
  }

  /** Never throws. */
  function began(xhr: XMLHttpRequest, wrapper: Method): Opened | null {
    try {
      const request = opened.get(xhr);
      if (request === undefined) return null;
      const { method, url, urlCredentials, headerNames } = request;
      request.call = reporter.began({
        api: 'XMLHttpRequest',
        method,
        url,
        urlCredentials,
        mode: 'cors',
        credentialsMode: xhrWithCredentials(xhr) ? 'include' : 'same-origin',
        redirect: 'follow',
        headerNames,
        uploadListener: hasUploadListener(xhrUpload(xhr)),
        streamBody: false,
        stack: stackAbove(wrapper),
      });
      if (!listening.has(xhr)) {
        listening.set(xhr, true);
        for (const type of ENDS) apply(listen, xhr, [type, onEnd]);
      }
      return request;
    } catch {
      return null;
    }
  }

  const undo = [
    replaceMethod(prototype, 'open', (native) => {
      const wrapper: Method = {
        open(this: unknown, ...args: unknown[]): unknown {
          if (!reporter.isOn) return apply(native, this, args);
          const said = readOpen(args);
          const xhr = this as XMLHttpRequest;
          const before = opened.get(xhr)?.call == null ? null : endingBeforeOpen(xhr);
          const result = apply(native, this, args);
          if (before !== null) settle(xhr, before);
          if (said === null) opened.delete(xhr);
          else opened.set(xhr, said);
          return result;
        },
      }.open;
      return wrapper;
    }),
    replaceMethod(prototype, 'setRequestHeader', (native) => {
      return {
        setRequestHeader(this: unknown, ...args: unknown[]): unknown {
          const result = apply(native, this, args);
          const names = reporter.isOn ? opened.get(this as XMLHttpRequest)?.headerNames : undefined;
          if (names !== undefined && typeof args[0] === 'string') names[names.length] = args[0].toLowerCase();
          return result;
        },
      }.setRequestHeader;
    }),
    replaceMethod(prototype, 'send', (native) => {
      const wrapper: Method = {
        send(this: unknown, ...args: unknown[]): unknown {
          const request = reporter.isOn ? began(this as XMLHttpRequest, wrapper) : null;
          if (request === null) return apply(native, this, args);
          try {
            return apply(native, this, args);
          } catch (thrown) {
            settle(this as XMLHttpRequest, thrownBy(thrown));
            throw thrown;
          } finally {
            if (request.isSync) settle(this as XMLHttpRequest, answered(this as XMLHttpRequest));
          }
        },
      }.send;
      return wrapper;
    }),
    trackUploadListeners(),
  ];
  return () => {
    for (const put of undo) put();
  };
}

const ENDS = ['load', 'error', 'abort', 'timeout'] as const;
/** The events in the words a synchronous request throws. */
const NAMES: Readonly<Record<string, string>> = { error: 'NetworkError', abort: 'AbortError', timeout: 'TimeoutError' };

const answered = (xhr: XMLHttpRequest): Ending => ({ state: 'answered', type: null, status: xhrStatus(xhr) });

/** Opening again drops what is in flight, without an event; or it is done, and a listener before ours opens it again. */
function endingBeforeOpen(xhr: XMLHttpRequest): Ending {
  if (xhrReadyState(xhr) !== 4) return { state: 'threw', name: 'AbortError', message: '' };
  return xhrStatus(xhr) === 0 ? { state: 'threw', name: 'NetworkError', message: '' } : answered(xhr);
}

const thrownBy = (thrown: unknown): Ending =>
  thrown instanceof NativeError
    ? { state: 'threw', name: thrown.name, message: thrown.message }
    : { state: 'threw', name: '', message: '' };

/** @param args an object that stands for a URL is replaced by its text, so that the page's `toString` is called once. */
function readOpen(args: unknown[]): Opened | null {
  try {
    const [method, url] = args;
    if (typeof url === 'object' && url !== null) args[1] = `${url}`;
    const said = args.length < 2 ? null : saidUrl(`${args[1]}`);
    if (said === null || typeof method !== 'string') return null;
    // https://xhr.spec.whatwg.org/#dom-xmlhttprequest-open: with two arguments it is asynchronous.
    return {
      ...said,
      urlCredentials: said.urlCredentials || (args[3] ?? null) !== null,
      method: normalizedMethod(method),
      isSync: args.length > 2 && !args[2],
      headerNames: [],
      call: null,
    };
  } catch {
    return null;
  }
}
