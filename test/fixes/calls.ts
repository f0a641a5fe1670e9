import type { Page } from 'puppeteer';
import { oddPath, type PolicyName } from './policies';

/** What a page asks for with `fetch`. */
export interface Call {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly credentials?: RequestCredentials;
  readonly body?: string;
}

/** What it came to; null: the browser refused it. */
export type Outcome = { readonly status: number; readonly total: string | null } | null;

export const authorized = { authorization: 'Bearer x' };

const read: Call = {};
const write: Call = { method: 'PUT', headers: { ...authorized, 'content-type': 'application/json' }, body: '{}' };

/** The request each policy is about. */
export const calls: Readonly<Record<PolicyName, Call>> = {
  'public read': read,
  'one origin': read,
  'several origins': read,
  'with credentials': { credentials: 'include' },
  'preflighted PUT': write,
  'exposed headers': read,
  'max-age': { method: 'DELETE', headers: authorized },
  'one path': { method: 'PUT', headers: authorized },
  'other methods': { method: 'PATCH', headers: authorized },
  'odd path': { path: oddPath, method: 'PUT', headers: authorized },
  'all at once': {
    method: 'PATCH',
    headers: { ...authorized, 'content-type': 'application/json', 'x-request-id': '1' },
    body: '{}',
    credentials: 'include',
  },
  'odd names': { method: 'PUT', headers: { ...authorized, "x-!#$%&'+.^_`|~": '1' } },
};

export const call = (page: Page, port: number, { path = '/v1/orders', ...init }: Call): Promise<Outcome> =>
  page.evaluate(
    async (url, options) => {
      try {
        const response = await fetch(url, { ...options, cache: 'no-store' });
        await response.text();
        return { status: response.status, total: response.headers.get('x-total-count') };
      } catch {
        return null;
      }
    },
    `http://127.0.0.1:${port}${path}`,
    init,
  );
