import type { CredentialsMode } from '../fetch-standard/credentials-mode';
import { normalizedMethod } from './method';
import {
  apply,
  chain,
  eachHeader,
  eachOfMap,
  NativeAbortSignal,
  NativeError,
  NativeHeaders,
  NativeMap,
  NativeReadableStream,
  NativeURL,
  requestCredentials,
  requestHeaders,
  requestMethod,
  requestMode,
  requestRedirect,
  requestSignal,
  requestUrl,
  signalAborted,
  stackAbove,
} from './native';
import { type Method, replaceMethod } from './replace-method';
import type { Call, Ending, Reporter } from './reporter';
import { saidUrl } from './url';

/** Tells each call of `fetch` and how it ended. @returns takes the wrapper away. */
export function hookFetch(reporter: Reporter): () => void {
  return replaceMethod(globalThis, 'fetch', (native) => {
    const wrapper: Method = {
      fetch(this: unknown, ...args: unknown[]): unknown {
        if (!reporter.isOn) return apply(native, this, args);
        const call = began(reporter, args, wrapper);
        const answer = apply(native, this, args);
        if (call === null) return answer;
        // What is handed out is the derived promise, so that one nobody handles is still reported as unhandled.
        return apply(chain, answer, [
          (response: Response) => {
            reporter.ended(call.number, { state: 'answered', type: response.type, status: response.status });
            return response;
          },
          (reason: unknown) => {
            reporter.ended(call.number, endingOf(reason, call.signal));
            throw reason;
          },
        ]);
      },
    }.fetch;
    return wrapper;
  });
}

interface Began {
  readonly number: number;
  readonly signal: unknown;
}

/**
 * Never throws: what cannot be read here, the native function will complain of.
 *
 * @param args an object that stands for a URL is replaced by its text, so that the page's `toString` is called once.
 */
function began(reporter: Reporter, args: unknown[], wrapper: Method): Began | null {
  try {
    const request = asRequest(args[0]);
    if (request === null && typeof args[0] === 'object' && args[0] !== null) args[0] = `${args[0]}`;
    const said = saidUrl(request === null ? `${args[0]}` : requestUrl(request));
    if (said === null) return null;
    const init = asInit(args[1]);
    const text = (name: string): string | null => (typeof init[name] === 'string' ? init[name] : null);
    const call: Call = {
      api: 'fetch',
      ...said,
      method: normalizedMethod(text('method') ?? (request && requestMethod(request)) ?? 'GET'),
      mode: text('mode') ?? (request && requestMode(request)) ?? 'cors',
      credentialsMode: credentialsModeOf(text('credentials') ?? (request && requestCredentials(request))),
      redirect: text('redirect') ?? (request && requestRedirect(request)) ?? 'follow',
      headerNames: namesOf(init['headers'] ?? (request && requestHeaders(request))),
      uploadListener: false,
      streamBody: init['body'] instanceof NativeReadableStream,
      stack: stackAbove(wrapper),
    };
    return { number: reporter.began(call), signal: init['signal'] ?? (request && requestSignal(request)) };
  } catch {
    return null;
  }
}

function asRequest(input: unknown): Request | null {
  if (typeof input !== 'object' || input === null || input instanceof NativeURL) return null;
  try {
    requestUrl(input as Request);
    return input as Request;
  } catch {
    return null;
  }
}

const asInit = (init: unknown): Readonly<Record<string, unknown>> =>
  (typeof init === 'object' && init !== null) || typeof init === 'function' ? (init as Record<string, unknown>) : {};

const credentialsModeOf = (said: string | null): CredentialsMode =>
  said === 'omit' || said === 'include' ? said : 'same-origin';

/** Of a generator nothing is read: what is read once is gone. */
function namesOf(headers: unknown): readonly string[] {
  if (typeof headers !== 'object' || headers === null) return [];
  const names: string[] = [];
  const add = (name: unknown): void => {
    if (typeof name === 'string') names[names.length] = name.toLowerCase();
  };
  if (headers instanceof NativeHeaders) apply(eachHeader, headers, [(_: string, name: string) => add(name)]);
  else if (headers instanceof NativeMap) apply(eachOfMap, headers, [(_: unknown, name: unknown) => add(name)]);
  else if (Array.isArray(headers)) for (const pair of headers) add(Array.isArray(pair) ? pair[0] : undefined);
  else if (!(Symbol.iterator in headers)) for (const name of Object.keys(headers)) add(name);
  return names;
}

function endingOf(reason: unknown, signal: unknown): Ending {
  try {
    // A page may abort with any reason.
    if (signal instanceof NativeAbortSignal && signalAborted(signal)) {
      const isTimeout = reason instanceof NativeError && reason.name === 'TimeoutError';
      return { state: 'threw', name: isTimeout ? 'TimeoutError' : 'AbortError', message: '' };
    }
    if (reason instanceof NativeError) return { state: 'threw', name: reason.name, message: reason.message };
  } catch {
    // not one of the browser's own
  }
  return { state: 'threw', name: '', message: '' };
}
