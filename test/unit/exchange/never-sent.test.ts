import { describe, expect, test } from 'vitest';
import type { PageReport } from '../../../src/exchange/exchange';
import { whyNeverSent } from '../../../src/exchange/never-sent';

const report = (about: Partial<PageReport>): PageReport => ({
  api: 'fetch',
  method: 'GET',
  url: 'https://api.example/items',
  mode: 'cors',
  credentialsMode: 'same-origin',
  redirect: 'follow',
  headerNames: [],
  uploadListener: false,
  streamBody: false,
  stack: [],
  at: 0,
  outcome: { state: 'threw', at: 1, name: 'TypeError', message: 'Failed to fetch' },
  violation: null,
  ...about,
});
const page = { origin: 'https://app.example', securePage: 'https://app.example', serviceWorker: false };
const why = (about: Partial<PageReport>, document: Partial<typeof page> = {}, urlCredentials = false) =>
  whyNeverSent(report(about), { document: { ...page, ...document }, urlCredentials }, false)?.kind ?? null;

describe('the call says it', () => {
  test.each([
    ['mode-same-origin', { mode: 'same-origin' }],
    ['mode-same-origin', { mode: 'same-origin', url: 'https://app.example:8443/' }],
    ['mode-no-cors-redirect', { mode: 'no-cors', redirect: 'manual' }],
    ['mode-no-cors-redirect', { mode: 'no-cors', redirect: 'error' }],
    ['mode-no-cors-method', { mode: 'no-cors', method: 'PUT' }],
    ['scheme-not-cors', { url: 'ftp://files.example/a' }],
    ['scheme-not-cors', { url: 'file:///etc/hosts' }],
    ['scheme-not-cors', { url: 'blob:https://other.example/1' }],
    ['mixed-content', { url: 'http://api.example/' }],
    ['mixed-content', { api: 'XMLHttpRequest' as const, url: 'http://192.168.1.1/' }],
    ['bad-port', { url: 'https://api.example:25/' }],
    ['unknown', {}],
    ['unknown', { mode: 'same-origin', url: 'https://app.example/x' }],
    ['unknown', { mode: 'no-cors', redirect: 'manual', url: 'https://app.example/x' }],
    ['unknown', { url: 'http://localhost:3000/' }],
    ['unknown', { url: 'http://127.0.0.1:3000/' }],
    ['unknown', { url: 'http://[::1]:3000/' }],
    ['unknown', { url: 'https://api.example:8443/' }],
  ])('%s: %o', (kind, about) => expect(why(about)).toBe(kind));

  test('user name and password in the URL stop fetch, not XMLHttpRequest', () => {
    expect(why({}, {}, true)).toBe('url-credentials');
    expect(why({ api: 'XMLHttpRequest' }, {}, true)).toBe('unknown');
  });

  test('an opaque origin is the same as none', () => {
    expect(why({ mode: 'same-origin', url: 'data:text/plain,x' }, { origin: 'null' })).toBe('unknown');
    expect(why({ mode: 'same-origin' }, { origin: 'null' })).toBe('mode-same-origin');
  });
});

test('http is no mixed content where no page around is secure', () => {
  expect(
    whyNeverSent(
      report({ url: 'http://api.example/' }),
      { document: { ...page, securePage: null }, urlCredentials: false },
      false,
    )?.kind,
  ).toBe('unknown');
});

test('a service worker may have answered', () => expect(why({}, { serviceWorker: true })).toBe('service-worker'));

test('a URL that is none says nothing', () => expect(why({ url: 'https://[' })).toBe('unknown'));

test('XMLHttpRequest fails in other words', () => {
  const outcome = { state: 'threw', at: 1, name: 'NetworkError', message: '' } as const;
  expect(why({ api: 'XMLHttpRequest', url: 'http://api.example/', outcome })).toBe('mixed-content');
});
