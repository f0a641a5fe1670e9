import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Behaviour } from '../lab/server/behaviour';
import { type HookLab, type Inspected, openHookLab, settled } from '../support/hook-lab';

/** The switch "Explain invisible failures" in the real extension: what it shows. */
let hookLab: HookLab;
beforeAll(async () => {
  hookLab = await openHookLab();
});
afterAll(() => hookLab?.close());

const ALLOWED: Behaviour = {
  headers: [
    'Access-Control-Allow-Origin: {origin}',
    'Access-Control-Allow-Credentials: true',
    'Access-Control-Allow-Headers: content-type',
  ],
};

describe('in a hooked page', () => {
  let hooked: Inspected;

  /** One of each kind of frame, each of which calls at once. */
  function frames(): string {
    const { urlOf, html } = hookLab;
    const calling = (name: string) =>
      `<script>fetch(${JSON.stringify(urlOf('api', `/from-${name}`, ALLOWED))}).catch(() => {})</script>`;
    const attribute = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    return [
      `<iframe src="${attribute(urlOf('page', '/frame', html(calling('same-origin-frame'))))}"></iframe>`,
      `<iframe src="${attribute(urlOf('other', '/frame', html(calling('cross-origin-frame'))))}"></iframe>`,
      `<iframe srcdoc="${attribute(calling('srcdoc'))}"></iframe>`,
      `<iframe sandbox="allow-scripts" srcdoc="${attribute(calling('sandbox'))}"></iframe>`,
      `<iframe src="data:text/html,${encodeURIComponent(calling('data'))}"></iframe>`,
    ].join('');
  }

  beforeAll(async () => {
    const { urlOf, html } = hookLab;
    const early = `<script>fetch(${JSON.stringify(urlOf('api', '/early', ALLOWED))}, { credentials: 'include' })</script>`;
    hooked = await hookLab.inspectHooked(urlOf('page', '/hooked', html(early + frames())));
  });
  afterAll(() => hooked?.leave());

  test('the first call of the first script is seen', async () => {
    const { page } = await hooked.log.find('/early', settled);
    expect(page).toMatchObject({
      credentialsMode: 'include',
      outcome: { state: 'answered', type: 'cors', status: 200 },
    });
  });

  test.each(['same-origin-frame', 'cross-origin-frame', 'srcdoc', 'sandbox', 'data'])(
    'so are calls of a frame: %s',
    async (name) => {
      const exchange = await hooked.log.find(`/from-${name}`, settled);
      expect(exchange.page).toMatchObject({ api: 'fetch', credentialsMode: 'same-origin' });
      expect(exchange.invisible).toBeNull();
      expect(exchange.frameId).toBeGreaterThan(0);
    },
  );

  test.each(['omit', 'same-origin', 'include'] as const)(
    'fetch tells its credentials mode: %s',
    async (credentials) => {
      const url = hookLab.urlOf('api', `/credentials-${credentials}`, ALLOWED);
      await hooked.page.evaluate((url, credentials) => fetch(url, { credentials }).then(() => 0), url, credentials);
      const { page } = await hooked.log.find(`/credentials-${credentials}`, settled);
      expect(page?.credentialsMode).toBe(credentials);
    },
  );

  test('also that of a Request, and what overrides it', async () => {
    await hooked.page.evaluate(
      (url) =>
        fetch(new Request(url, { method: 'post', credentials: 'include', headers: { 'Content-Language': 'de' } }), {
          credentials: 'omit',
          redirect: 'error',
        }).then(() => 0),
      hookLab.urlOf('api', '/request', ALLOWED),
    );
    const { page } = await hooked.log.find('/request?', settled);
    expect(page).toMatchObject({
      method: 'POST',
      credentialsMode: 'omit',
      redirect: 'error',
      headerNames: ['content-language'],
    });
  });

  test('a stream for a body is told', async () => {
    const url = hookLab.urlOf('api', '/stream', ALLOWED);
    await hooked.page.evaluate(
      // TypeScript's DOM does not know duplex.
      `fetch(${JSON.stringify(url)}, { method: 'POST', duplex: 'half', body: new Blob(['x']).stream() }).then(() => 0, () => 0)`,
    );
    expect((await hooked.log.find('/stream', settled)).page?.streamBody).toBe(true);
  });

  test('the line that made the call is told, without ours', async () => {
    const url = hookLab.urlOf('api', '/stack', ALLOWED);
    await hooked.page.evaluate(
      `(function save() { return fetch(${JSON.stringify(url)}).then(() => 0); })()\n//# sourceURL=https://app.example/app.js`,
    );
    const { page } = await hooked.log.find('/stack', settled);
    expect(page?.stack[0]).toMatchObject({ functionName: 'save', url: 'https://app.example/app.js', line: 1 });
    expect(JSON.stringify(page?.stack)).not.toContain('chrome-extension:');
  });

  test.each<[string, string, boolean]>([
    ['a listener', 'xhr.upload.addEventListener("progress", () => {})', true],
    ['a handler', 'xhr.upload.onload = () => {}', true],
    [
      'a listener taken away again',
      'const f = () => {}; xhr.upload.addEventListener("load", f); xhr.upload.removeEventListener("load", f)',
      false,
    ],
    ['no listener', '', false],
  ])(
    'XMLHttpRequest tells credentials, headers and the upload listener that makes it preflight: %s',
    async (name, code, has) => {
      const path = `/xhr-${name.replaceAll(' ', '-')}`;
      const url = hookLab.urlOf('api', path, { ...ALLOWED, preflight: ALLOWED });
      await hooked.page.evaluate(`new Promise((resolve) => {
      const xhr = new XMLHttpRequest();
      xhr.open('post', ${JSON.stringify(url)});
      xhr.withCredentials = true;
      xhr.setRequestHeader('Content-Type', 'text/plain');
      ${code};
      xhr.onloadend = () => resolve(0);
      xhr.send('x');
    })`);
      const exchange = await hooked.log.find(path, settled);
      expect(exchange.hops[0].preflight !== null).toBe(has);
      expect(exchange.page).toMatchObject({
        api: 'XMLHttpRequest',
        method: 'POST',
        mode: 'cors',
        credentialsMode: 'include',
        headerNames: ['content-type'],
        uploadListener: has,
        outcome: { state: 'answered', type: null, status: 200 },
      });
    },
  );

  test('a blocked call keeps its exchange and says what the page got', async () => {
    await hooked.page.evaluate(
      (url) => fetch(url, { credentials: 'include' }).catch(() => 0),
      hookLab.urlOf('api', '/blocked'),
    );
    expect(await hooked.log.find('/blocked', settled)).toMatchObject({
      invisible: null,
      end: { error: 'net::ERR_FAILED' },
      page: { credentialsMode: 'include', outcome: { state: 'threw', name: 'TypeError', message: 'Failed to fetch' } },
    });
  });

  test('aborted and slow calls are told in their own words', async () => {
    const slow = hookLab.urlOf('api', '/slow', { ...ALLOWED, delay: 5_000 });
    await hooked.page.evaluate((url) => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 100);
      return fetch(`${url}&aborted`, { signal: controller.signal }).catch(() => 0);
    }, slow);
    await hooked.page.evaluate(
      (url) =>
        new Promise((resolve) => {
          const xhr = new XMLHttpRequest();
          xhr.open('GET', `${url}&timeout`);
          xhr.timeout = 100;
          xhr.ontimeout = () => resolve(0);
          xhr.send();
        }),
      slow,
    );
    const outcome = async (part: string) => (await hooked.log.find(part, settled)).page?.outcome;
    expect(await outcome('&aborted')).toMatchObject({ state: 'threw', name: 'AbortError' });
    expect(await outcome('&timeout')).toMatchObject({ state: 'threw', name: 'TimeoutError' });
  });

  test('200 calls at once of one URL are each joined to their own request', async () => {
    await hooked.page.evaluate(
      async (url) => {
        // All are safelisted, and webRequest shows which of them a call set.
        const names = ['Accept', 'Accept-Language', 'Content-Language'];
        const call = async (n: number) => {
          const set = names.filter((_, bit) => (n >> bit) & 1).map((name) => [name, `x${n}`]);
          const response = await fetch(url, { headers: Object.fromEntries(set), cache: 'no-store' });
          await response.text();
        };
        await Promise.all(Array.from({ length: 200 }, (_, n) => call(n)));
      },
      hookLab.urlOf('api', '/burst', { ...ALLOWED, delay: [0, 120] }),
    );
    const all = async () => (await hooked.log.exchanges()).filter(({ hops }) => hops[0].request.url.includes('/burst'));
    await expect.poll(async () => (await all()).filter(settled).length, { timeout: 10_000 }).toBe(200);
    const pairs = (await all()).map(({ hops, page }) => {
      const sent = (hops[0].request.headerList ?? []).filter(([, value]) => /^x\d+$/.test(value));
      const names = sent.map(([name]) => name.toLowerCase()).sort();
      return [names.join(), [...(page?.headerNames ?? [])].sort().join()];
    });
    expect(new Set(pairs.map(([sent]) => sent)).size).toBe(8);
    expect(pairs.filter(([sent, said]) => sent !== said)).toEqual([]);
  });

  test('a call that is answered without the network, or makes no sense, is no row', async () => {
    const before = new Set((await hooked.log.exchanges()).map(({ id }) => id));
    await hooked.page.evaluate(async () => {
      const quietly = (...args: Parameters<typeof fetch>) => fetch(...args).catch(() => 0);
      await quietly('data:text/plain,x');
      await quietly(URL.createObjectURL(new Blob(['x'])));
      await quietly('https://[');
      await quietly('/senseless', { method: 'GET', body: 'x' });
      await quietly('/senseless', { headers: { 'no name': 'x' } });
      await quietly('/senseless', { signal: AbortSignal.abort() });
      await quietly('/senseless', { signal: AbortSignal.abort(new TypeError('Failed to fetch')) });
      // Whatever would be made of those is there before what is made of this one.
      await quietly('https://elsewhere.example/', { mode: 'same-origin' });
    });
    await hooked.log.find('elsewhere.example', ({ invisible }) => invisible !== null);
    const made = (await hooked.log.exchanges()).filter(({ id }) => !before.has(id));
    expect(made.map(({ hops }) => hops[0].request.url)).toEqual(['https://elsewhere.example/']);
  });
});

describe('what never becomes a request becomes an exchange', () => {
  describe('on a page with a policy', () => {
    let hooked: Inspected;
    beforeAll(async () => {
      const policy = "Content-Security-Policy: connect-src 'self' http://127.0.0.1:* ftp:";
      hooked = await hookLab.inspectHooked(hookLab.urlOf('page', '/policy', hookLab.html('', [policy])));
    });
    afterAll(() => hooked?.leave());

    const failing = (url: string, init: RequestInit = {}) =>
      hooked.page.evaluate((url, init) => fetch(url, init).then(String, String), url, init);

    test('Content Security Policy', async () => {
      const url = hookLab.urlOf('api', '/csp', ALLOWED, 'b.test');
      expect(await failing(url, { method: 'PUT', credentials: 'include' })).toContain('TypeError');
      const exchange = await hooked.log.find('/csp', ({ invisible }) => invisible !== null);
      expect(exchange).toMatchObject({
        initiator: hookLab.originOf('page'),
        frameId: 0,
        hops: [{ request: { method: 'PUT', headerList: null }, preflight: null, response: null }],
        end: { state: 'failed', error: 'page:csp' },
        page: { credentialsMode: 'include' },
        invisible: { kind: 'csp', violation: { directive: 'connect-src', disposition: 'enforce' } },
      });
      expect(exchange.page?.violation?.policy).toContain("connect-src 'self'");
    });

    test('Content Security Policy and XMLHttpRequest', async () => {
      await hooked.page.evaluate(
        (url) =>
          new Promise((resolve) => {
            const xhr = new XMLHttpRequest();
            xhr.open('GET', url);
            xhr.onerror = () => resolve(0);
            xhr.send();
          }),
        hookLab.urlOf('api', '/xhr-csp', ALLOWED, 'b.test'),
      );
      const exchange = await hooked.log.find('/xhr-csp', ({ invisible }) => invisible !== null);
      expect(exchange).toMatchObject({ end: { error: 'page:csp' }, page: { api: 'XMLHttpRequest' } });
    });

    test('Content Security Policy on the way: the request stays, the violation is told', async () => {
      const target = hookLab.urlOf('other', '/after', ALLOWED, 'b.test');
      await failing(hookLab.urlOf('api', '/redirected', { ...ALLOWED, redirect: target }));
      const exchange = await hooked.log.find('/redirected', ({ page }) => (page?.violation ?? null) !== null);
      expect(exchange).toMatchObject({ invisible: null, page: { violation: { directive: 'connect-src' } } });
    });

    test.each<[string, () => [string, RequestInit]]>([
      ['mode-same-origin', () => [hookLab.urlOf('api', '/mode', ALLOWED), { mode: 'same-origin' }]],
      [
        'mode-no-cors-redirect',
        () => [hookLab.urlOf('api', '/no-cors', ALLOWED), { mode: 'no-cors', redirect: 'manual' }],
      ],
      ['mode-no-cors-method', () => [hookLab.urlOf('api', '/method', ALLOWED), { mode: 'no-cors', method: 'PUT' }]],
      ['scheme-not-cors', () => ['ftp://127.0.0.1/scheme', {}]],
      ['url-credentials', () => [hookLab.urlOf('api', '/secret', ALLOWED).replace('//', '//user:sesame@'), {}]],
    ])('%s', async (kind, call) => {
      const [url, init] = call();
      await failing(url, init);
      const exchange = await hooked.log.find(new URL(url).pathname, ({ invisible }) => invisible !== null);
      expect(exchange).toMatchObject({ end: { state: 'failed', error: `page:${kind}` }, invisible: { kind } });
      expect(JSON.stringify(exchange.hops)).not.toContain('sesame');
    });

    test('a port that no browser speaks to', async () => {
      await failing('http://127.0.0.1:25/port');
      // Chromium lets webRequest see it fail.
      const exchange = await hooked.log.find('/port', ({ end }) => end.state === 'failed');
      expect(exchange).toMatchObject({ end: { error: 'net::ERR_UNSAFE_PORT' }, invisible: null });
    });
  });

  test('mixed content, with the hook', async () => {
    const hooked = await hookLab.inspectHooked(hookLab.urlOf('secure', '/secure', hookLab.html('')));
    await hooked.page.evaluate((url) => fetch(url).catch(() => 0), hookLab.urlOf('api', '/mixed', ALLOWED, 'b.test'));
    const exchange = await hooked.log.find('/mixed', ({ hops }) => hops[0].request.network !== null);
    expect(exchange).toMatchObject({
      end: { error: 'page:mixed-content' },
      page: { api: 'fetch', outcome: { state: 'threw' } },
      invisible: { kind: 'mixed-content', evidence: 'page hook', securePage: hookLab.originOf('secure') },
    });
    const same = (await hooked.log.exchanges()).filter(({ hops }) => hops[0].request.url.includes('/mixed'));
    expect(same).toHaveLength(1);
    await hooked.leave();
  });

  test('mixed content, without the hook', async () => {
    const inspected = await hookLab.inspect(hookLab.urlOf('secure', '/secure', hookLab.html('')));
    await inspected.page.evaluate(
      (url) => fetch(url, { method: 'POST' }).catch(() => 0),
      hookLab.urlOf('api', '/mixed', ALLOWED, 'b.test'),
    );
    expect(await inspected.log.find('/mixed')).toMatchObject({
      initiator: hookLab.originOf('secure'),
      resourceType: 'xmlhttprequest',
      hops: [{ request: { method: 'POST' } }],
      end: { error: 'page:mixed-content' },
      page: null,
      invisible: { kind: 'mixed-content', evidence: 'network entry' },
    });
    await inspected.leave();
  });

  test('what upgrade-insecure-requests made secure is no mixed content', async () => {
    const policy = 'Content-Security-Policy: upgrade-insecure-requests';
    const hooked = await hookLab.inspectHooked(hookLab.urlOf('secure', '/upgraded', hookLab.html('', [policy])));
    const url = hookLab.urlOf('secure', '/was-http', ALLOWED, 'b.test').replace('https:', 'http:');
    expect(await hooked.page.evaluate((url) => fetch(url).then((it) => it.status), url)).toBe(200);
    expect(await hooked.log.find('/was-http', settled)).toMatchObject({
      invisible: null,
      end: { state: 'completed' },
      page: { url },
    });
    await hooked.leave();
  });

  test('what a service worker refused', async () => {
    const script = hookLab.urlOf('page', '/worker.js', {
      type: 'text/javascript',
      body: `addEventListener('install', () => skipWaiting());
        addEventListener('activate', (event) => event.waitUntil(clients.claim()));
        addEventListener('fetch', (event) => {
          if (event.request.url.includes('/refused')) event.respondWith(Response.error());
        });`,
    });
    const hooked = await hookLab.inspectHooked(hookLab.urlOf('page', '/controlled', hookLab.html('')));
    await hooked.page.evaluate(async (script) => {
      const controlled = new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
      );
      const registration = await navigator.serviceWorker.register(script);
      await controlled;
      await fetch('/refused').catch(() => 0);
      await registration.unregister();
    }, script);
    const exchange = await hooked.log.find('/refused', ({ invisible }) => invisible !== null);
    expect(exchange).toMatchObject({ end: { error: 'page:service-worker' }, invisible: { kind: 'service-worker' } });
    await hooked.leave();
  });
});
