import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnostics/diagnose';
import { recordingOf } from '../../../src/diagnostics/recording';
import { importHar } from '../../../src/import/har';
import { type EntryWish, entry, har, preflight } from '../../support/har-file';

/** Files made here, each in the shape that the named version of its tool writes; public files of those versions were looked at. */
function read(text: string) {
  const file = importHar(text);
  if (!file.ok) throw new Error(file.sentence);
  const recording = recordingOf(file.exchanges);
  return { ...file, verdicts: file.exchanges.map((exchange) => diagnose(exchange, recording)) };
}

const app = { Origin: 'https://app.example' };
const allowed = { 'Access-Control-Allow-Origin': 'https://app.example' };

describe('Charles 4.2.8: of HTTP/2 requests the URL is the path, the rest is in pseudo-headers', () => {
  const overHttp2 = (wish: EntryWish & { path: string }) =>
    entry({
      ...wish,
      url: wish.path,
      request: {
        ':method': wish.method ?? 'GET',
        ':authority': 'api.example',
        ':scheme': 'https',
        ':path': wish.path,
        ...wish.request,
      },
      moreResponse: { _charlesStatus: 'COMPLETE', statusText: null, redirectURL: null },
    });

  test('it is put together', () => {
    const { exchanges } = read(har('Charles Proxy', [overHttp2({ path: '/orders?page=2' })]));
    expect(exchanges[0]?.hops[0].request.url).toBe('https://api.example/orders?page=2');
  });

  test('so a call to the own origin is not taken for one to another', () => {
    const { verdicts } = read(
      har('Charles Proxy', [
        overHttp2({ path: '/login', method: 'POST', request: { origin: 'https://api.example' } }),
        overHttp2({ path: '/orders', request: { origin: 'https://app.example' } }),
      ]),
    );
    expect(verdicts.map(({ relation, outcome }) => [relation, outcome])).toEqual([
      ['same-origin', 'allowed'],
      ['cors', 'blocked'],
    ]);
  });

  test('a path that nothing completes belongs to nobody, and nothing is said against it', () => {
    const { verdicts } = read(har('Charles Proxy', [entry({ url: '/orders', method: 'POST', request: app })]));
    expect(verdicts.map(({ relation, outcome }) => [relation, outcome])).toEqual([['unknown', 'allowed']]);
  });
});

describe('a WebSocket sends `Origin` and needs no permission', () => {
  test.each([
    ['WebPagetest 2.17', { url: 'http://live.example./1/websocket', status: 101, request: app }],
    ['mitmproxy 10', { url: 'https://live.example/', status: 403, request: { ...app, 'sec-websocket-key': 'x' } }],
    ['Charles 4.6', { url: 'https://live.example/', status: 0, request: { ...app, Upgrade: 'websocket' } }],
    ['HTTP/2', { url: 'https://live.example/', status: 200, request: { ...app, ':protocol': 'websocket' } }],
  ] as const)('%s', (tool, wish) => {
    const { exchanges, verdicts } = read(har(tool, [entry(wish)]));
    expect(exchanges[0]?.resourceType).toBe('websocket');
    expect(verdicts[0]).toMatchObject({ relation: 'no-cors', blockedBy: null });
  });
});

describe('a 304 without CORS headers, in files without outcomes (WebPagetest 2.18, Firefox, proxies)', () => {
  const notModified = { status: 304, request: { ...app, 'If-None-Match': '"1"' } };

  test('leaves it to the copy in the cache', () => {
    const { verdicts } = read(har('WebPagetest', [entry(notModified)]));
    expect(verdicts[0]).toMatchObject({ relation: 'cors', outcome: 'allowed', blockedBy: null, evidence: 'headers' });
    expect(verdicts[0]?.basis).toMatch(/which was not recorded\.$/);
  });

  test('with a wrong header it is refused', () => {
    const { verdicts } = read(
      har('WebPagetest', [
        entry({ ...notModified, response: { 'Access-Control-Allow-Origin': 'https://other.example' } }),
      ]),
    );
    expect(verdicts[0]).toMatchObject({ outcome: 'blocked', blockedBy: { rule: 'allow-origin-mismatch' } });
  });

  test('asked for by the page itself, it is the answer', () => {
    const { verdicts } = read(
      har('Firefox', [
        preflight({
          asks: 'GET',
          time: 5,
          request: { 'Access-Control-Request-Headers': 'if-none-match' },
          response: { ...allowed, 'Access-Control-Allow-Headers': 'if-none-match' },
        }),
        entry({ ...notModified, at: 6 }),
      ]),
    );
    expect(verdicts[0]).toMatchObject({ outcome: 'blocked', blockedBy: { rule: 'allow-origin-missing' } });
  });

  test('Chrome’s own word still counts', () => {
    const { verdicts } = read(
      har('WebInspector', [entry({ ...notModified, moreResponse: { _error: 'net::ERR_FAILED' } })]),
    );
    expect(verdicts[0]).toMatchObject({ outcome: 'blocked', blockedBy: { rule: 'allow-origin-missing' } });
  });
});

describe('a proxy’s `_error` is its own, not the browser’s', () => {
  test.each([
    ['mitmproxy', 'Certificate verify failed: unable to get local issuer certificate'],
    ['BrowserMob Proxy', 'Unable to resolve host: api.example'],
  ])('%s', (tool, error) => {
    const { verdicts } = read(har(tool, [entry({ status: 0, request: app, moreResponse: { _error: error } })]));
    expect(verdicts[0]).toMatchObject({
      outcome: 'failed',
      evidence: 'headers',
      basis: `Computed from what was recorded. ${tool} got no answer: \`${error}\`.`,
      cause: { title: 'No answer was recorded' },
    });
  });

  test('a browser’s word in the file of a tool nobody knows is the browser’s', () => {
    const { verdicts } = read(
      har('my recorder', [entry({ request: app, moreResponse: { _error: 'net::ERR_FAILED' } })]),
    );
    expect(verdicts[0]).toMatchObject({ outcome: 'blocked', evidence: 'browser' });
  });

  test('another word in it is the tool’s', () => {
    const { verdicts } = read(har('my recorder', [entry({ status: 0, moreResponse: { _error: 'ECONNREFUSED' } })]));
    expect(verdicts[0]?.basis).toBe('Computed from what was recorded. my recorder got no answer: `ECONNREFUSED`.');
  });
});

test('Fiddler 6: tunnels to the proxy are no requests; its dates have seven digits', () => {
  const date = { startedDateTime: '2026-11-20T14:24:36.1234567+02:00' };
  const { exchanges, leftOut } = read(
    `\uFEFF${har('Fiddler', [
      entry({ method: 'CONNECT', url: 'http://api.example:443', more: { _publicFiddlerId: 27, ...date } }),
      entry({ url: 'https://api.example/', more: { _publicFiddlerId: 28, ...date } }),
    ])}`,
  );
  expect(leftOut).toEqual([0]);
  expect(exchanges.map(({ hops, startedAt }) => [hops[0].request.method, new Date(startedAt).toISOString()])).toEqual([
    ['GET', '2026-11-20T12:24:36.123Z'],
  ]);
});

test('Proxyman 3.5: an entry without `response` was still open', () => {
  const { response: _, ...unanswered } = entry({ request: app });
  const { verdicts } = read(har('Proxyman', [unanswered, { ...unanswered, response: null }]));
  for (const verdict of verdicts)
    expect(verdict).toMatchObject({
      outcome: 'pending',
      evidence: 'headers',
      basis: 'Computed from what was recorded. The file holds no answer to it.',
    });
});

test('WebPagetest 2.17: a preflight that seems to end after its request began is still its preflight', () => {
  const { exchanges, verdicts } = read(
    har('WebPagetest', [
      preflight({ at: 0, time: 400, asks: 'POST', response: allowed }),
      entry({ method: 'POST', at: 150, time: 120, request: app, response: allowed }),
    ]),
  );
  expect(exchanges).toHaveLength(1);
  expect(exchanges[0]?.hops[0].preflight).not.toBeNull();
  expect(verdicts[0]?.outcome).toBe('allowed');
});

test.each([
  ['Insomnia REST Client', /Insomnia REST Client is no browser and reads every answer/],
  ['Charles Proxy', /Charles Proxy sits between browser and server/],
  ['WebPagetest', /A HAR file of WebPagetest does not say/],
])('%s: what the verdict rests on', (tool, basis) => {
  const { verdicts } = read(har(tool, [entry({ request: app })]));
  expect(verdicts[0]).toMatchObject({ outcome: 'blocked', evidence: 'headers', basis: expect.stringMatching(basis) });
});

test('Chrome HAR Capturer 0.14 leaves out what failed, as chrome-har does', () => {
  expect(read(har('Chrome HAR Capturer', [entry({})])).recorder).toMatchObject({
    browser: 'chromium',
    blindSpot: expect.stringMatching(/leaves requests that failed out/),
  });
});

test('Safari 16: what came from a cache is known; dates, ports and priorities change nothing', () => {
  const { exchanges, verdicts } = read(
    har('WebKit Web Inspector', [
      entry({ response: allowed, request: app, more: { _fetchType: 'Memory Cache', pageref: 'page_0' } }),
      entry({
        response: allowed,
        request: app,
        more: { _fetchType: 'Network Load', _serverPort: 443, _priority: 'high' },
      }),
    ]),
  );
  expect(exchanges.map(({ hops }) => hops[0].response?.fromCache)).toEqual([true, false]);
  expect(verdicts.map(({ outcome }) => outcome)).toEqual(['allowed', 'allowed']);
});
