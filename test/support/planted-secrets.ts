import type { Exchange, PolicyViolation, Request } from '../../src/exchange/exchange';
import type { HeaderList } from '../../src/fetch-standard/header-list';

/** Secrets of every make that a recording can hold, each planted in one or more places; none may leave by default. */
const secrets: string[] = [];

/** A secret that no shape gives away: only the place and the name it has tell. */
function plain(place: string): string {
  const secret = `canary ${place} ${secrets.length}`.replaceAll(' ', '-');
  secrets.push(secret);
  return secret;
}

/** One that is a secret wherever it stands. */
function shaped(secret: string): string {
  secrets.push(secret);
  return secret;
}

const base64url = (text: string): string => Buffer.from(text).toString('base64url');
export const jwt = (subject: string): string =>
  shaped(
    `${base64url('{"alg":"HS256","typ":"JWT"}')}.${base64url(`{"sub":"${subject}","admin":true}`)}.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg`,
  );

const secretUrl = (where: string): string =>
  `https://${plain(`${where}-user`)}:${plain(`${where}-password`)}@api.example/v1/orders` +
  `;jsessionid=${plain(`${where}-matrix`)}/${jwt(`${where}-path`)}/(S(${plain(`${where}-aspnet`)}))/reset/${shaped(`5f4dcc3b5aa765d6${(secrets.length + 100_000).toString(16)}`)}/sk_live_${shaped('4eC39HqLyjWDarjtT1zdp7dc')}` +
  `?access_token=${plain(`${where}-query`)}&q=lamp&apiKey=${plain(`${where}-key`)}&X-Amz-Signature=${plain(`${where}-signature`)}` +
  `&next=${encodeURIComponent(`https://app.example/cb?code=${plain(`${where}-nested`)}&x=1`)}` +
  `&invite=${plain(`${where}-invite`)}&sas=${plain(`${where}-sas`)}&SAMLResponse=${plain(`${where}-saml`)}&state=${plain(`${where}-state`)}` +
  `&data=${encodeURIComponent(JSON.stringify({ deep: [{ password: plain(`${where}-json`) }] }))}` +
  `&blob=${encodeURIComponent(shaped(Buffer.from(`${where}: a sentence somebody wrote`).toString('base64')))}` +
  `&t=${jwt(`${where}-neutral`)}&twice=${encodeURIComponent(encodeURIComponent(`token=${plain(`${where}-twice`)}`))}` +
  `#id_token=${plain(`${where}-fragment`)}`;

const requestHeaders = (where: string): HeaderList => [
  ['Origin', 'https://app.example'],
  ['Referer', secretUrl(`${where}-referer`)],
  ['Authorization', `Bearer ${plain(`${where}-bearer`)}`],
  ['Proxy-Authorization', `Basic ${plain(`${where}-basic`)}`],
  [
    'Cookie',
    `sid=${plain(`${where}-cookie`)}; theme=${plain(`${where}-cookie-2`)}; ${plain(`${where}-nameless-99999`)}`,
  ],
  ['X-Api-Key', plain(`${where}-x-api-key`)],
  ['X-CSRF-Token', plain(`${where}-csrf`)],
  ['X-XSRF-TOKEN', plain(`${where}-xsrf`)],
  ['X-Tenant', plain(`${where}-tenant`)],
  ['x-goog-api-key', plain(`${where}-goog`)],
  ['Ocp-Apim-Subscription-Key', plain(`${where}-ocp`)],
  ['X-Amz-Security-Token', plain(`${where}-amz`)],
  ['Cookie2', `sid=${plain(`${where}-cookie2`)}`],
  ['X-Kong-Admin-Token', plain(`${where}-kong`)],
  ['X-Middleware-Secret', plain(`${where}-middleware`)],
  ['X-Forwarded-For', plain(`${where}-forwarded-for`)],
  ['Forwarded', `for=${plain(`${where}-forwarded`)}`],
  ['If-None-Match', `"${plain(`${where}-if-none-match`)}"`],
  ['Sec-WebSocket-Protocol', `bearer, ${plain(`${where}-socket-protocol`)}`],
  ['DPoP', plain(`${where}-dpop`)],
  ['tracestate', plain(`${where}-tracestate`)],
  ['Content-Type', 'application/json'],
  ['User-Agent', `Mozilla/5.0 ${jwt(`${where}-ua`)}`],
  [':path', `/v1?access_token=${plain(`${where}-pseudo`)}`],
];

const responseHeaders = (where: string): HeaderList => [
  ['Vary', 'Origin'],
  [
    'Set-Cookie',
    `sid=${plain(`${where}-set-cookie`)}; Path=/${plain(`${where}-set-cookie-path`)}; Secure; SameSite=None`,
  ],
  ['Set-Cookie', `a=${plain(`${where}-set-cookie-a`)}\nb=${plain(`${where}-set-cookie-b`)}; HttpOnly`],
  ['Location', secretUrl(`${where}-location`)],
  ['Link', `<${secretUrl(`${where}-link`)}>; rel=next`],
  ['Refresh', `5; url=${secretUrl(`${where}-refresh`)}`],
  ['WWW-Authenticate', `Digest realm="api", nonce="${plain(`${where}-nonce`)}"`],
  ['X-Debug-Token', plain(`${where}-debug`)],
  ['X-Whatever', plain(`${where}-whatever`)],
  ['Set-Cookie2', `sid=${plain(`${where}-set-cookie2`)}`],
  ['ETag', `"${plain(`${where}-header-etag`)}"`],
  ['SourceMap', secretUrl(`${where}-source-map`)],
  ['Content-Type', `multipart/mixed; boundary=${plain(`${where}-boundary`)}`],
  ['Authentication-Info', `nextnonce="${plain(`${where}-nextnonce`)}"`],
  ['Report-To', JSON.stringify({ endpoints: [{ url: secretUrl(`${where}-report-to`) }] })],
  ['Content-Security-Policy', `report-uri ${secretUrl(`${where}-csp`)}`],
  ['Server', `nginx ${jwt(`${where}-server`)}`],
  ['Access-Control-Allow-Origin', `https://x:${plain(`${where}-acao`)}@app.example`],
];

const request = (where: string, method: string, postData: { mimeType: string; text: string } | null): Request => ({
  method,
  url: secretUrl(`${where}-url`),
  headerList: requestHeaders(where),
  composedHeaderList: requestHeaders(`${where}-composed`),
  startedAt: 1_763_640_000_000,
  sentAt: 1_763_640_000_005,
  network: {
    startedAt: 1_763_640_000_000,
    duration: 20,
    timings: { blocked: 1, dns: -1, connect: -1, ssl: -1, send: 0, wait: 10, receive: 1 },
    initiator: {
      type: 'script',
      stack: [{ functionName: 'save', url: secretUrl(`${where}-stack`), line: 3, column: 7 }],
    },
    error: `net::ERR_FAILED ${secretUrl(`${where}-error`)}`,
    postData,
    responseBytes: 10,
    httpVersion: 'h2',
  },
});

const bodies = (where: string) => [
  {
    mimeType: 'application/json',
    text: JSON.stringify({
      user: { password: plain(`${where}-json-body`) },
      items: [{ note: plain(`${where}-note`) }],
    }),
  },
  {
    mimeType: 'application/x-www-form-urlencoded',
    text: `password=${plain(`${where}-form`)}&q=${plain(`${where}-form-q`)}`,
  },
  {
    mimeType: 'multipart/form-data; boundary=x',
    text: `--x\r\nContent-Disposition: form-data; name="otp"\r\n\r\n${plain(`${where}-multipart`)}\r\n--x--`,
  },
  { mimeType: 'text/plain', text: plain(`${where}-text`) },
  { mimeType: 'application/octet-stream', text: shaped(Buffer.from(`${where} in base64`).toString('base64')) },
  {
    mimeType: 'application/json; charset=utf-8',
    text: JSON.stringify({
      query: 'mutation Login($in: In!) { x }',
      variables: { in: { name: plain(`${where}-variable`) } },
    }),
  },
  { mimeType: 'application/soap+xml', text: `<s:Body><Password>${plain(`${where}-soap`)}</Password></s:Body>` },
  { mimeType: 'application/x-ndjson', text: `{"a":1}\n{"b":"${plain(`${where}-ndjson`)}"}\n` },
  { mimeType: 'application/graphql', text: `mutation { login(password: "${plain(`${where}-graphql`)}") }` },
];

const violation = (where: string): PolicyViolation => ({
  directive: 'connect-src',
  disposition: 'enforce',
  blockedUrl: secretUrl(`${where}-blocked`),
  policy: `connect-src 'self' ${secretUrl(`${where}-policy`)}`,
  at: 1_763_640_000_020,
});

/** One exchange per make of body, each with two hops and a preflight. */
export const plantedExchanges: readonly Exchange[] = bodies('post').map((postData, index) => ({
  id: `x${index}`,
  browser: 'chromium',
  tabId: 1,
  frameId: 0,
  documentId: 'doc',
  initiator: 'https://app.example',
  resourceType: 'xmlhttprequest',
  startedAt: 1_763_640_000_000 + index,
  hops: [
    {
      preflight: {
        requestId: '2',
        request: request(`${index}-preflight`, 'OPTIONS', null),
        response: {
          status: 204,
          statusText: 'No Content',
          headerList: responseHeaders(`${index}-preflight`),
          deliveredHeaderList: null,
          fromCache: false,
          ip: '127.0.0.1',
          receivedAt: null,
        },
        end: { state: 'completed', at: 1_763_640_000_010 },
      },
      request: request(`${index}-first`, 'PUT', postData),
      response: {
        status: 307,
        statusText: `Moved ${jwt(`${index}-status`)}`,
        headerList: responseHeaders(`${index}-first`),
        deliveredHeaderList: responseHeaders(`${index}-delivered`),
        fromCache: false,
        ip: null,
        receivedAt: null,
      },
    },
    { preflight: null, request: request(`${index}-second`, 'PUT', postData), response: null },
  ],
  end: { state: 'failed', at: 1_763_640_000_030, error: `net::ERR_FAILED at ${secretUrl(`${index}-end`)}` },
  page: {
    api: 'fetch',
    method: 'PUT',
    url: secretUrl(`${index}-page`),
    mode: 'cors',
    credentialsMode: 'include',
    redirect: 'follow',
    headerNames: ['content-type'],
    uploadListener: false,
    streamBody: false,
    stack: [{ functionName: 'save', url: secretUrl(`${index}-page-stack`), line: 1, column: 1 }],
    at: 1_763_640_000_000,
    outcome: {
      state: 'threw',
      at: 1_763_640_000_030,
      name: 'TypeError',
      message: `Failed to fetch ${secretUrl(`${index}-page-message`)}`,
    },
    violation: violation(`${index}-page-violation`),
  },
  invisible: { kind: 'csp', evidence: 'page hook', violation: violation(`${index}-invisible`) },
}));

export const pageUrl = secretUrl('page-title');

const namedPairs = (headerList: HeaderList) => headerList.map(([name, value]) => ({ name, value }));

const pairsOf = (where: string) => [
  { name: 'password', value: plain(`${where}-param`) },
  { name: 'q', value: plain(`${where}-param-q`) },
];

const cookies = (where: string) => [
  {
    name: 'sid',
    value: plain(`${where}-cookie-entry`),
    path: `/${plain(`${where}-cookie-path`)}`,
    domain: 'api.example',
    expires: {},
  },
  {
    name: plain(`${where}-cookie-name-77777`),
    value: plain(`${where}-cookie-value`),
    comment: plain(`${where}-cookie-comment`),
  },
];

const stackOf = (where: string): object => ({
  description: 'Promise.then',
  callFrames: [
    {
      functionName: 'f',
      scriptId: plain(`${where}-script-id`),
      url: secretUrl(`${where}-frame`),
      lineNumber: 1,
      columnNumber: 1,
    },
  ],
  parent: {
    callFrames: [
      { functionName: 'g', scriptId: '1', url: secretUrl(`${where}-parent`), lineNumber: 1, columnNumber: 1 },
    ],
  },
});

/** A HAR of another tool with secrets in every member that a HAR has, and in some that nobody knows. */
export const plantedHar = (creator: string): object => ({
  log: {
    version: '1.2',
    creator: { name: creator, version: '1', comment: plain('creator-comment') },
    browser: { name: 'chromium', version: '1', comment: plain('browser-comment') },
    comment: plain('log-comment'),
    _unknown: plain('log-unknown'),
    pages: [
      {
        startedDateTime: '2026-11-20T11:00:00.000Z',
        id: 'page_0',
        title: `Inbox of ${plain('title')}`,
        pageTimings: {},
      },
      {
        startedDateTime: '2026-11-20T12:00:00.000Z',
        id: 'page_1',
        title: secretUrl('har-page'),
        pageTimings: { onLoad: 1, comment: plain('page-comment') },
        _x: plain('page-unknown'),
      },
    ],
    entries: bodies('har').map((postData, index) => plantedEntry(`${creator}-${index}`, postData, index)),
  },
});

const plantedEntry = (where: string, postData: { mimeType: string; text: string }, index: number): object => ({
  pageref: 'page_1',
  startedDateTime: new Date(Date.UTC(2026, 10, 20, 12, 0, index)).toISOString(),
  time: 10,
  comment: plain(`${where}-comment`),
  _custom: { deep: [plain(`${where}-custom`)] },
  _initiator: { type: 'script', url: secretUrl(`${where}-initiator`), requestId: '1.2', stack: stackOf(where) },
  _resourceType: 'fetch',
  _eventSourceMessages: [{ time: 1, eventName: 'message', data: plain(`${where}-event`) }],
  _webSocketMessages: [{ type: 'send', data: plain(`${where}-socket`) }],
  request: {
    method: 'POST',
    url: secretUrl(`${where}-har-url`),
    httpVersion: 'h2',
    cookies: cookies(`${where}-request`),
    headers: namedPairs(requestHeaders(`${where}-har-request`)),
    queryString: pairsOf(`${where}-query-string`),
    postData: { ...postData, params: pairsOf(`${where}-post`), comment: plain(`${where}-post-comment`) },
    headersSize: 10,
    bodySize: 10,
    _raw: plain(`${where}-raw`),
  },
  response: {
    status: 302,
    statusText: `Found ${jwt(`${where}-status-text`)}`,
    httpVersion: 'h2',
    cookies: cookies(`${where}-response`),
    headers: namedPairs(responseHeaders(`${where}-har-response`)),
    content: {
      size: 10,
      mimeType: `text/html; x=${jwt(`${where}-mime`)}`,
      ...(index % 2 === 0
        ? { text: `<p>${plain(`${where}-body`)}</p>${'long '.repeat(500)}` }
        : { text: shaped(Buffer.from(`${where} body in base64`).toString('base64')), encoding: 'base64' }),
      comment: plain(`${where}-content-comment`),
    },
    redirectURL: secretUrl(`${where}-redirect`),
    headersSize: 10,
    bodySize: 10,
    _error: `net::ERR_FAILED ${secretUrl(`${where}-har-error`)}`,
  },
  cache: { beforeRequest: { lastAccess: '2026-11-20T12:00:00.000Z', eTag: plain(`${where}-etag`), hitCount: 1 } },
  timings: { send: 0, wait: 10, receive: 0, comment: plain(`${where}-timings`) },
  serverIPAddress: plain(`${where}-ip`),
  connection: plain(`${where}-connection`),
  _securityDetails: { subjectName: plain(`${where}-security`) },
});

/** The planted secrets that a text holds, in any of the encodings a report may use. */
export function leaksIn(text: string): string[] {
  const found = new Set<string>();
  const byHead = heads();
  for (let at = 0; at + HEAD <= text.length; at++) {
    for (const { form, secret } of byHead.get(text.slice(at, at + HEAD)) ?? []) {
      if (text.startsWith(form, at)) found.add(secret);
    }
  }
  return [...found];
}

/** Shorter than every planted secret in every encoding. */
const HEAD = 10;

/** One pass over the text finds them all: thousands of searches of their own would take minutes. */
function heads(): Map<string, { form: string; secret: string }[]> {
  const map = new Map<string, { form: string; secret: string }[]>();
  for (const secret of secrets) {
    const forms = [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      // Without its end, which depends on what follows.
      Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -1),
    ];
    for (const form of new Set(forms)) {
      const head = form.slice(0, HEAD);
      map.set(head, [...(map.get(head) ?? []), { form, secret }]);
    }
  }
  return map;
}

export const plantedCount = (): number => new Set(secrets).size;
