import type { Action, FetchAction, LoadAction, Loaded } from './action';
import type { Destination, Says } from './scenario';

/** What scenarios are made of, so that each reads as what it shows. */
type Where = Partial<Omit<Exclude<Destination, string>, 'server' | 'says'>>;
type FetchOptions = Partial<Omit<FetchAction<Destination>, 'do' | 'url'>>;

export const api = (says: Says = {}, where: Where = {}): Destination => ({ server: 'api', says, ...where });
export const other = (says: Says = {}, where: Where = {}): Destination => ({ server: 'other', says, ...where });
export const own = (says: Says = {}, where: Where = {}): Destination => ({ server: 'page', says, ...where });
export const secure = (says: Says = {}, where: Where = {}): Destination => ({ server: 'secure', says, ...where });

export const get = (url: Destination, options: FetchOptions = {}): Action<Destination> => ({
  do: 'fetch',
  url,
  ...options,
});

/** A request with a body, which brings a preflight unless said otherwise by its type. */
export const send = (method: string, url: Destination, options: FetchOptions = {}): Action<Destination> => ({
  do: 'fetch',
  url,
  method,
  ...(method !== 'DELETE' && { body: { text: '{"amount":1}' } }),
  ...options,
});

export const put = (url: Destination, options: FetchOptions = {}) => send('PUT', url, options);

export const load = (
  as: Loaded,
  url: Destination,
  options: Partial<Omit<LoadAction<Destination>, 'do' | 'as' | 'url'>> = {},
): Action<Destination> => ({ do: 'load', as, url, ...options });

export const allowOrigin = (value: string) => `Access-Control-Allow-Origin: ${value}`;
export const allowCredentials = (value = 'true') => `Access-Control-Allow-Credentials: ${value}`;
export const allowMethods = (value: string) => `Access-Control-Allow-Methods: ${value}`;
export const allowHeaders = (value: string) => `Access-Control-Allow-Headers: ${value}`;
export const maxAge = (value: string) => `Access-Control-Max-Age: ${value}`;
export const expose = (value: string) => `Access-Control-Expose-Headers: ${value}`;

/** The headers of a server that does it right for one origin. */
export const echo = [allowOrigin('{origin}'), 'Vary: Origin'];
export const echoWithCredentials = [...echo, allowCredentials()];

/** A preflight that allows what these scenarios ask for, but for what is given over it. */
export const goodPreflight = (headers: readonly string[] = []): NonNullable<Says['preflight']> => ({
  status: 204,
  headers: [...echo, ...headers],
});
