import fc from 'fast-check';
import type {
  End,
  Exchange,
  Hop,
  Invisible,
  NetworkEntry,
  PageOutcome,
  PolicyViolation,
  Preflight,
  Request,
  Response,
} from '../../src/exchange/exchange';
import type { HeaderList } from '../../src/fetch-standard/header-list';

/** Whatever may be recorded: what browsers give, and what a file from a stranger may hold. */
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  // Lone surrogates, markup, line breaks, quotes, shells.
  fc.constantFrom(
    '\uD800',
    '`',
    '</script>',
    '|',
    '\r\nX: y',
    '%',
    '%zz',
    "'; rm -rf ~ #",
    '$(id)',
    '"',
    '\\',
    '\u0000',
    '[x](y)',
    '| a |',
    '```',
  ),
);

const number = fc.oneof(
  fc.double(),
  fc.integer({ min: 0, max: 1_763_000_000_000 }),
  fc.constantFrom(Number.NaN, -1, Infinity, -Infinity, 1e300),
);

const headerName = fc.oneof(
  fc.constantFrom(
    'Access-Control-Allow-Origin',
    'access-control-allow-credentials',
    'Access-Control-Allow-Methods',
    'Access-Control-Allow-Headers',
    'Access-Control-Request-Method',
    'Access-Control-Request-Headers',
    'Origin',
    'Vary',
    'Cookie',
    'Set-Cookie',
    'Authorization',
    'Content-Type',
    'Location',
    'X-Api-Key',
    'x-unknown',
  ),
  text,
);

const headerValue = fc.oneof(
  text,
  fc.constantFrom(
    '*',
    'https://app.example',
    'null',
    'true',
    'PUT',
    'a=b; c=d',
    'sid=1; Path=/; Expires=Wed, 01 Jan 2031 00:00:00 GMT',
    '',
  ),
);

export const headerLists: fc.Arbitrary<HeaderList> = fc.array(fc.tuple(headerName, headerValue), { maxLength: 6 });

export const urls = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true, size: 'small' }),
  fc.constantFrom(
    '',
    'https://api.example/a|b?c={d}&e=[f]#[g]',
    'https://u:p@api.example/',
    'http://[::1]:8080/x',
    'data:,x',
    'https:',
    '//x',
    'https://api.example:99999/',
    'blob:https://a.example/1-2',
  ),
  text,
);

const times = fc.option(number);

const network: fc.Arbitrary<NetworkEntry> = fc.record({
  startedAt: number,
  duration: number,
  timings: fc.option(
    fc.record({
      blocked: number,
      dns: number,
      connect: number,
      ssl: number,
      send: number,
      wait: number,
      receive: number,
    }),
  ),
  initiator: fc.option(
    fc.record({
      type: text,
      stack: fc.array(fc.record({ functionName: text, url: urls, line: fc.integer(), column: fc.integer() }), {
        maxLength: 3,
      }),
    }),
  ),
  error: fc.option(text),
  postData: fc.option(fc.record({ mimeType: text, text })),
  responseBytes: fc.option(number),
  httpVersion: fc.option(text),
});

const requests: fc.Arbitrary<Request> = fc.record({
  method: fc.oneof(fc.constantFrom('GET', 'PUT', 'POST', 'patch', 'HEAD', 'OPTIONS'), text),
  url: urls,
  headerList: fc.option(headerLists),
  composedHeaderList: fc.option(headerLists, { freq: 1 }),
  startedAt: times,
  sentAt: times,
  network: fc.option(network),
});

const responses: fc.Arbitrary<Response> = fc.record({
  status: fc.oneof(fc.constantFrom(200, 204, 301, 401, 404, 502, 0), fc.integer(), number),
  statusText: text,
  headerList: headerLists,
  deliveredHeaderList: fc.option(headerLists, { freq: 1 }),
  fromCache: fc.option(fc.boolean()),
  ip: fc.option(fc.oneof(fc.ipV4(), fc.ipV6(), text, fc.constantFrom('[::1]', ''))),
  receivedAt: times,
});

const ends: fc.Arbitrary<End> = fc.oneof(
  fc.record({ state: fc.constant('pending' as const) }),
  fc.record({ state: fc.constant('completed' as const), at: number }),
  fc.record({ state: fc.constant('failed' as const), at: number, error: text }),
  fc.record({ state: fc.constant('asking' as const), at: number, what: fc.constant('authentication' as const) }),
  fc.record({ state: fc.constant('unknown' as const), why: text }),
);

const preflights: fc.Arbitrary<Preflight> = fc.record({
  requestId: text,
  request: requests,
  response: fc.option(responses),
  end: ends,
});

const hops: fc.Arbitrary<Hop> = fc.record({
  preflight: fc.option(preflights),
  request: requests,
  response: fc.option(responses),
});

const violations: fc.Arbitrary<PolicyViolation> = fc.record({
  directive: text,
  disposition: fc.constantFrom('enforce' as const, 'report' as const),
  blockedUrl: urls,
  policy: text,
  at: number,
});

const pageOutcomes: fc.Arbitrary<PageOutcome> = fc.oneof(
  fc.record({ state: fc.constant('answered' as const), at: number, type: fc.option(text), status: number }),
  fc.record({ state: fc.constant('threw' as const), at: number, name: text, message: text }),
);

const evidence = fc.constantFrom('page hook' as const, 'network entry' as const);

const invisibles: fc.Arbitrary<Invisible> = fc.oneof(
  fc.record({ kind: fc.constant('csp' as const), evidence, violation: fc.option(violations) }),
  fc.record({ kind: fc.constant('mixed-content' as const), evidence, securePage: text }),
  fc.record({ kind: fc.constantFrom('mode-same-origin' as const, 'unknown' as const), evidence }),
);

export const exchanges: fc.Arbitrary<Exchange> = fc.record({
  id: text,
  browser: fc.constantFrom('chromium' as const, 'firefox' as const, 'webkit' as const, null),
  tabId: fc.integer(),
  frameId: fc.integer(),
  documentId: fc.option(text),
  initiator: fc.option(fc.oneof(fc.constantFrom('https://app.example', 'null'), text)),
  resourceType: fc.oneof(fc.constantFrom('xmlhttprequest', 'image', 'main_frame'), text),
  startedAt: number,
  hops: fc.tuple(hops, fc.array(hops, { maxLength: 2 })).map(([first, rest]) => [first, ...rest] as const),
  end: ends,
  page: fc.option(
    fc.record({
      api: fc.constantFrom('fetch' as const, 'XMLHttpRequest' as const),
      method: text,
      url: urls,
      mode: text,
      credentialsMode: fc.constantFrom('omit' as const, 'same-origin' as const, 'include' as const),
      redirect: text,
      headerNames: fc.array(text, { maxLength: 2 }),
      uploadListener: fc.boolean(),
      streamBody: fc.boolean(),
      stack: fc.constant([]),
      at: number,
      outcome: fc.option(pageOutcomes),
      violation: fc.option(violations),
    }),
    { freq: 1 },
  ),
  invisible: fc.option(invisibles, { freq: 1 }),
});
