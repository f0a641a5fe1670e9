import { closeSync, openSync, writeSync } from 'node:fs';

/**
 * A recording as Chrome saves it with content: page loads with scripts, images and fonts, and an application that talks
 * to an API on another origin – some of it preflighted, some refused. The same bytes every time.
 */
export function writeRecording(file: string, megabytes: number): { entries: number; bytes: number } {
  const random = randomOf(20261120);
  const out = openSync(file, 'w');
  let bytes = 0;
  let entries = 0;
  const write = (text: string) => {
    bytes += writeSync(out, text);
  };
  write('{"log":{"version":"1.2","creator":{"name":"WebInspector","version":"537.36"},"pages":[],"entries":[');
  for (let at = Date.UTC(2026, 10, 20, 12); bytes < megabytes * 1e6; at += 5_000) {
    for (const entry of pageLoad(at, random)) {
      write((entries++ === 0 ? '' : ',\n') + JSON.stringify(entry, null, 2));
    }
  }
  write(']}}\n');
  closeSync(out);
  return { entries, bytes };
}

type Random = () => number;

/** mulberry32: the bench measures the same file on every machine. */
function randomOf(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const page = 'https://app.shop.example';
const api = 'https://api.shop.example';

function* pageLoad(at: number, random: Random) {
  const cdn = 'https://cdn.shop.example';
  yield entryOf({ at, url: `${page}/`, type: 'document', mime: 'text/html', body: script(8_000, random), random });
  for (let i = 0; i < 8; i++) {
    yield entryOf({
      at: at + 20 + i,
      url: `${cdn}/js/${word(8, random)}.js`,
      type: 'script',
      mime: 'text/javascript',
      body: script(90_000, random),
      random,
    });
  }
  for (let i = 0; i < 15; i++) {
    yield entryOf({
      at: at + 60 + i,
      url: `${cdn}/img/${word(10, random)}.webp`,
      type: 'image',
      mime: 'image/webp',
      body: binary(25_000, random),
      encoding: 'base64',
      random,
    });
  }
  for (let i = 0; i < 50; i++) {
    yield* call(at + 100 + i * 40, i, random);
  }
}

function* call(at: number, index: number, random: Random) {
  const method = ['GET', 'GET', 'GET', 'POST', 'PUT'][index % 5] ?? 'GET';
  const url = `${api}/v1/orders/${1000 + index}?page=${index}&sort=newest`;
  const refused = index % 10 === 9;
  const cors = refused ? [] : [['access-control-allow-origin', page]];
  yield entryOf({
    at,
    url,
    type: 'fetch',
    mime: 'application/json',
    method,
    body: json(3_000, random),
    random,
    request: [['Origin', page], ...(method === 'PUT' ? [['Content-Type', 'application/json']] : [])],
    response: cors,
    ...(refused ? { error: 'net::ERR_FAILED' } : {}),
  });
  if (method !== 'PUT') return;
  yield entryOf({
    at: at + 1,
    url,
    type: 'preflight',
    mime: 'x-unknown',
    method: 'OPTIONS',
    body: '',
    random,
    request: [
      ['Origin', page],
      ['Access-Control-Request-Method', 'PUT'],
      ['Access-Control-Request-Headers', 'content-type'],
    ],
    response: [...cors, ['access-control-allow-methods', 'GET, PUT'], ['access-control-allow-headers', 'content-type']],
  });
}

interface Wish {
  readonly at: number;
  readonly url: string;
  readonly type: string;
  readonly mime: string;
  readonly body: string;
  readonly random: Random;
  readonly method?: string;
  readonly encoding?: string;
  readonly request?: readonly (readonly string[])[];
  readonly response?: readonly (readonly string[])[];
  readonly error?: string;
}

function entryOf({
  at,
  url,
  type,
  mime,
  body,
  random,
  method = 'GET',
  encoding,
  request = [],
  response = [],
  error,
}: Wish) {
  const time = type === 'preflight' ? 20 : 60;
  return {
    _connectionId: '443',
    _initiator:
      type === 'preflight'
        ? { type: 'preflight', url, requestId: '1000.1' }
        : {
            type: 'script',
            stack: {
              callFrames: [frame('send'), frame('load'), frame('')],
              parent: { description: 'Promise.then', callFrames: [frame('start')] },
            },
          },
    _priority: 'High',
    _resourceType: type,
    cache: {},
    connection: '443',
    request: {
      method,
      url,
      httpVersion: 'h2',
      headers: pairs([...commonRequest, ...request, ['x-request-id', word(32, random)]]),
      queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
      cookies: [],
      headersSize: -1,
      bodySize: 0,
    },
    response: {
      status: type === 'preflight' ? 204 : 200,
      statusText: '',
      httpVersion: 'h2',
      headers: pairs([
        ...commonResponse,
        ...response,
        ['content-type', mime],
        ['etag', `"${word(20, random)}"`],
        ['cf-ray', `${word(16, random)}-FRA`],
      ]),
      cookies: [],
      content: {
        size: body.length,
        mimeType: mime,
        ...(body === '' ? {} : { text: body }),
        ...(encoding ? { encoding } : {}),
      },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      _transferSize: body.length,
      _error: error ?? null,
      _fetchedViaServiceWorker: false,
    },
    serverIPAddress: '203.0.113.7',
    startedDateTime: new Date(at).toISOString(),
    time,
    timings: {
      blocked: 2,
      dns: -1,
      ssl: -1,
      connect: -1,
      send: 0.1,
      wait: time - 5,
      receive: 2.9,
      _blocked_queueing: 1,
      _workerStart: -1,
      _workerReady: -1,
      _workerFetchStart: -1,
      _workerRespondWithSettled: -1,
    },
  };
}

const pairs = (list: readonly (readonly string[])[]) => list.map(([name, value]) => ({ name, value }));
const frame = (functionName: string) => ({
  functionName,
  scriptId: '42',
  url: `${page}/js/app.js`,
  lineNumber: 120,
  columnNumber: 14,
});

const commonRequest = [
  ['Accept', '*/*'],
  ['Accept-Encoding', 'gzip, deflate, br, zstd'],
  ['Accept-Language', 'en-GB,en;q=0.9'],
  ['Referer', `${page}/`],
  ['Sec-Fetch-Dest', 'empty'],
  ['Sec-Fetch-Mode', 'cors'],
  ['Sec-Fetch-Site', 'same-site'],
  [
    'User-Agent',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
  ],
  ['sec-ch-ua', '"Chromium";v="156", "Not.A/Brand";v="99"'],
  ['sec-ch-ua-mobile', '?0'],
  ['sec-ch-ua-platform', '"Linux"'],
];
const commonResponse = [
  ['date', 'Fri, 20 Nov 2026 12:00:00 GMT'],
  ['server', 'cloudflare'],
  ['vary', 'Origin, Accept-Encoding'],
  ['cache-control', 'private, max-age=0'],
  ['content-encoding', 'br'],
  ['strict-transport-security', 'max-age=31536000'],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['via', '1.1 varnish'],
  ['x-powered-by', 'Express'],
];

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
function word(length: number, random: Random): string {
  let text = '';
  for (let i = 0; i < length; i++) text += letters[Math.floor(random() * letters.length)];
  return text;
}

const repeated = (length: number, make: () => string): string => {
  let text = '';
  while (text.length < length) text += make();
  return text;
};
const script = (length: number, random: Random): string =>
  repeated(length, () =>
    `function ${word(8, random)}(a, b) {\n\treturn "${word(12, random)}" + a.b('${word(9, random)}');\n}\n`.repeat(8),
  );
const json = (length: number, random: Random): string =>
  `[${repeated(length, () => `{"id":"${word(8, random)}","name":"${word(20, random)}","price":${Math.floor(random() * 1000)}},`).slice(0, -1)}]`;
const binary = (length: number, random: Random): string => {
  const piece = Buffer.from(word(300, random)).toString('base64').replace(/=/g, 'A');
  return piece.repeat(Math.ceil(length / piece.length));
};
