/** HAR entries as the tools write them, from as little as a test wants to say. */
export interface EntryWish {
  readonly method?: string;
  readonly url?: string;
  /** ms after the file's first moment */
  readonly at?: number;
  readonly time?: number;
  readonly status?: number;
  readonly request?: Readonly<Record<string, string>>;
  readonly response?: Readonly<Record<string, string>>;
  /** Members of the entry and of its response as this tool adds them. */
  readonly more?: object;
  readonly moreResponse?: object;
}

const pairs = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).map(([name, value]) => ({ name, value }));

export const start = Date.UTC(2026, 10, 20, 12);

export const entry = (wish: EntryWish) => ({
  startedDateTime: new Date(start + (wish.at ?? 0)).toISOString(),
  time: wish.time ?? 10,
  request: {
    method: wish.method ?? 'GET',
    url: wish.url ?? 'https://api.example/items',
    httpVersion: 'h2',
    cookies: [],
    headers: pairs(wish.request ?? {}),
    queryString: [],
    headersSize: -1,
    bodySize: 0,
  },
  response: {
    status: wish.status ?? 200,
    statusText: '',
    httpVersion: 'h2',
    cookies: [],
    headers: pairs(wish.response ?? {}),
    content: { size: 0, mimeType: 'x-unknown' },
    redirectURL: wish.response?.['Location'] ?? '',
    headersSize: -1,
    bodySize: -1,
    ...wish.moreResponse,
  },
  cache: {},
  timings: { blocked: -1, dns: -1, connect: -1, ssl: -1, send: 0, wait: wish.time ?? 10, receive: 0 },
  ...wish.more,
});

export const preflight = (wish: EntryWish & { readonly asks?: string; readonly origin?: string }) =>
  entry({
    method: 'OPTIONS',
    status: 204,
    ...wish,
    request: {
      Origin: wish.origin ?? 'https://app.example',
      'Access-Control-Request-Method': wish.asks ?? 'PUT',
      ...wish.request,
    },
  });

export const har = (creator: string, entries: readonly object[], more: object = {}): string =>
  JSON.stringify({ log: { version: '1.2', creator: { name: creator, version: '1' }, entries, ...more } });
