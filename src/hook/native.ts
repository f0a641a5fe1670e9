/**
 * What the hook uses of the page's world, taken before the page can replace it: a page may patch whatever it likes, and
 * neither side should notice the other.
 */
export const { apply, defineProperty, deleteProperty, getOwnPropertyDescriptor } = Reflect;
export const { now } = Date;
export const microtask = queueMicrotask;
export const NativeAbortSignal = AbortSignal;
export const NativeError = Error;
export const NativeURL = URL;
export const NativeHeaders = Headers;
export const NativeReadableStream = ReadableStream;
export const NativeMap = Map;
export const NativeWeakMap = WeakMap;
export const chain = Promise.prototype.then;
export const listen = EventTarget.prototype.addEventListener;
export const post = MessagePort.prototype.postMessage;
export const eachHeader = Headers.prototype.forEach;
export const eachOfMap = Map.prototype.forEach;

/** A native getter as a function; it throws for objects of another kind, and knows its own also from another window. */
function getterOf<T extends object, K extends keyof T & string>(prototype: T, name: K): (of: T) => T[K] {
  const get = getOwnPropertyDescriptor(prototype, name)?.get;
  return (of) => (get === undefined ? of[name] : (apply(get, of, []) as T[K]));
}

export const requestUrl = getterOf(Request.prototype, 'url');
export const requestMethod = getterOf(Request.prototype, 'method');
export const requestMode = getterOf(Request.prototype, 'mode');
export const requestCredentials = getterOf(Request.prototype, 'credentials');
export const requestRedirect = getterOf(Request.prototype, 'redirect');
export const requestHeaders = getterOf(Request.prototype, 'headers');
export const requestSignal = getterOf(Request.prototype, 'signal');
export const signalAborted = getterOf(AbortSignal.prototype, 'aborted');
export const xhrUpload = getterOf(XMLHttpRequest.prototype, 'upload');
export const xhrWithCredentials = getterOf(XMLHttpRequest.prototype, 'withCredentials');
export const xhrReadyState = getterOf(XMLHttpRequest.prototype, 'readyState');
export const xhrStatus = getterOf(XMLHttpRequest.prototype, 'status');

/** V8's, and Firefox's since 138: leaves our own frames out before the limit of ten is counted. */
const captureStackTrace: typeof Error.captureStackTrace | undefined = Error.captureStackTrace;

/** @param above the function whose callers are wanted. */
export function stackAbove(above: (...args: never[]) => unknown): string {
  const holder: { stack?: unknown } = captureStackTrace === undefined ? new NativeError() : {};
  captureStackTrace?.(holder, above);
  return typeof holder.stack === 'string' ? holder.stack : '';
}
