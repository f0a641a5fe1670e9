import { describe, expect, test } from 'vitest';
import type { Exchange, PageOutcome, PolicyViolation } from '../../../src/exchange/exchange';
import type { CallItem, PageDocument, PageItem, PageSource } from '../../../src/exchange/page-item';
import { REQUEST_WITHIN } from '../../../src/exchange/page-join';
import { tabLog } from '../../../src/exchange/tab-log';
import { arrivedEntry } from '../../support/arrived-entry';
import { simpleRequest } from '../../support/observations';

const OWN = 'chrome-extension://lens/';
const PAGE: PageDocument = { origin: 'https://app.example', securePage: null, serviceWorker: false };
const SOURCE: PageSource = { tabId: 1, frameId: 0, documentId: 'document' };
const URL = 'https://api.example/items';

const call = (number: number, about: Partial<CallItem> = {}): PageItem => ({
  kind: 'call',
  call: number,
  api: 'fetch',
  method: 'GET',
  url: URL,
  urlCredentials: false,
  mode: 'cors',
  credentialsMode: 'same-origin',
  redirect: 'follow',
  headerNames: [],
  uploadListener: false,
  streamBody: false,
  stack: '',
  at: 1_000,
  ...about,
});
const failed = (number: number, at = 1_010, message = 'Failed to fetch', name = 'TypeError'): PageItem => ({
  kind: 'end',
  call: number,
  outcome: { state: 'threw', at, name, message },
});
const answered = (number: number, at = 1_010): PageItem => ({
  kind: 'end',
  call: number,
  outcome: { state: 'answered', at, type: 'cors', status: 200 },
});
const violation = (blockedUrl: string, disposition: 'enforce' | 'report' = 'enforce', at = 1_005): PageItem => ({
  kind: 'violation',
  violation: { directive: 'connect-src', disposition, blockedUrl, policy: "connect-src 'self'", at },
});

/** A log whose switch is on, with the page and the browser speaking in whatever order the test says. */
function recording() {
  const log = tabLog({ browser: 'chromium', epoch: 'e' });
  log.pageHookIs({ state: 'on' });
  log.recordingIs({ state: 'recording' });
  let now = 1_050;
  const exchanges = (): readonly Exchange[] => {
    const snapshot = log.snapshot();
    return snapshot.type === 'snapshot' ? snapshot.exchanges : [];
  };
  return {
    log,
    page: (...items: PageItem[]) => log.hear({ source: SOURCE, document: PAGE, now, own: OWN }, items),
    pageOf: (from: { source?: PageSource; document?: PageDocument }, ...items: PageItem[]) =>
      log.hear({ source: from.source ?? SOURCE, document: from.document ?? PAGE, now, own: OWN }, items),
    browser: (id: string, about: Parameters<typeof simpleRequest>[1] = {}) =>
      log.observe(simpleRequest(id, { at: 1_002, ...about })),
    wait: (ms = REQUEST_WITHIN) => {
      now += ms;
      log.conclude(now, 1);
    },
    exchanges,
    only: (): Exchange => {
      const [first, ...rest] = exchanges();
      if (first === undefined || rest.length > 0) throw new Error(`one exchange, not ${exchanges().length}`);
      return first;
    },
  };
}

describe('a call and its request are joined', () => {
  test('when the page is heard of first', () => {
    const { page, browser, only } = recording();
    page(call(1, { credentialsMode: 'include', headerNames: ['accept'] }));
    browser('7');
    expect(only()).toMatchObject({ id: '7', page: { credentialsMode: 'include', headerNames: ['accept'] } });
  });

  test('when the browser is heard of first', () => {
    const { page, browser, only } = recording();
    browser('7');
    page(call(1, { credentialsMode: 'omit' }));
    expect(only().page?.credentialsMode).toBe('omit');
  });

  test('when request, call and end are heard of in any order, once each', () => {
    const { page, browser, wait, only } = recording();
    page(call(1), answered(1));
    wait();
    browser('7');
    expect(only().page?.outcome).toEqual({
      state: 'answered',
      at: 1_010,
      type: 'cors',
      status: 200,
    } satisfies PageOutcome);
  });

  test('identical calls in the order they were made', () => {
    const { page, browser, exchanges } = recording();
    for (let n = 1; n <= 50; n++) {
      page(call(n, { headerNames: [`x-${n}`] }));
      if (n % 3 === 0) for (const back of [2, 1, 0]) browser(String(n - back));
    }
    for (const id of ['49', '50']) browser(id);
    expect(exchanges().map(({ id, page }) => [id, page?.headerNames])).toEqual(
      Array.from({ length: 50 }, (_, i) => [String(i + 1), [`x-${i + 1}`]]),
    );
  });

  test('whatever the fragment, and user and password in the URL', () => {
    const { page, browser, only } = recording();
    page(call(1, { url: `${URL}#there` }));
    browser('7', { url: `https://user:secret@api.example/items` });
    expect(only().page).not.toBeNull();
  });

  test('when upgrade-insecure-requests made https of http', () => {
    const { page, browser, only, wait } = recording();
    page(call(1, { url: 'http://api.example/items' }), answered(1));
    browser('7');
    wait(10_000);
    expect(only().page?.url).toBe('http://api.example/items');
  });

  test('over a redirect, by the first URL', () => {
    const { page, browser, log, only } = recording();
    page(call(1));
    browser('7', { status: 302 });
    log.observe(simpleRequest('8', { at: 1_003, url: 'https://elsewhere.example/', requestId: '7' }));
    expect(only().page).not.toBeNull();
  });
});

describe('a call and a request are not joined', () => {
  test.each([
    ['of another URL', { url: 'https://api.example/other' }],
    ['of another method', { method: 'PUT' }],
    ['of another frame', { frameId: 4 }],
    ['of another document in the same frame', { documentId: 'before' }],
    ['that started before the call', { at: 900 }],
    ['of an image', { resourceType: 'image' }],
  ])('%s', (_, about) => {
    const { page, browser, exchanges } = recording();
    page(call(1));
    browser('7', about);
    expect(exchanges().filter(({ page }) => page !== null)).toEqual([]);
  });

  test('that started after the call had ended', () => {
    const { page, browser, only } = recording();
    page(call(1), answered(1, 1_010));
    browser('7', { at: 1_040 });
    expect(only().page).toBeNull();
  });

  test('and one that cannot begin leaves the request to the next call', () => {
    const { page, browser, wait, exchanges } = recording();
    page(call(1, { mode: 'same-origin' }), call(2));
    browser('7');
    page(failed(1), answered(2));
    wait();
    expect(exchanges().map(({ id, page, invisible }) => [id, page?.mode, invisible?.kind])).toEqual([
      ['7', 'cors', undefined],
      ['page.1', 'same-origin', 'mode-same-origin'],
    ]);
  });
});

describe('a call that failed and has no request is an exchange of its own', () => {
  test('with what the page said, and why', () => {
    const { page, wait, only } = recording();
    page(call(1, { method: 'PUT', stack: `    at save (https://app.example/app.js:12:5)` }), violation(URL), failed(1));
    expect(() => only()).toThrow();
    wait();
    expect(only()).toMatchObject({
      id: 'page.1',
      documentId: 'document',
      initiator: 'https://app.example',
      resourceType: 'xmlhttprequest',
      startedAt: 1_000,
      hops: [{ request: { method: 'PUT', url: URL, headerList: null }, preflight: null, response: null }],
      end: { state: 'failed', at: 1_010, error: 'page:csp' },
      page: { stack: [{ functionName: 'save', line: 12 }] },
      invisible: { kind: 'csp', evidence: 'page hook', violation: { directive: 'connect-src', blockedUrl: URL } },
    });
  });

  test.each<[string, PageItem[]]>([
    ['before the call', [violation(URL), call(1), failed(1)]],
    ['between call and end', [call(1), violation(URL), failed(1)]],
    ['after the end', [call(1), failed(1), violation(URL, 'enforce', 1_011)]],
    ['beside one that only reports', [call(1), violation(URL, 'report'), violation(URL), failed(1)]],
  ])('the policy may speak %s', (_, items) => {
    const { page, wait, only } = recording();
    page(...items);
    wait();
    expect(only().invisible?.kind).toBe('csp');
  });

  test('the policy may speak after the line was drawn', () => {
    const { page, wait, only } = recording();
    page(call(1), failed(1));
    wait();
    expect(only().end).toMatchObject({ error: 'page:unknown' });
    page(violation(URL, 'enforce', 1_011));
    expect(only().end).toMatchObject({ error: 'page:csp' });
  });

  test('a policy that only reports blocks nothing', () => {
    const { page, browser, wait, only } = recording();
    page(call(1), violation(URL, 'report'));
    browser('7');
    page(answered(1));
    wait();
    expect(only()).toMatchObject({ id: '7', invisible: null, page: { violation: { disposition: 'report' } } });
  });

  test('a policy on images says nothing of a fetch', () => {
    const { page, wait, only } = recording();
    page(call(1), failed(1), {
      kind: 'violation',
      violation: { directive: 'img-src', disposition: 'enforce', blockedUrl: URL, policy: '', at: 1_005 },
    });
    wait();
    expect(only().invisible?.kind).toBe('unknown');
  });

  test('until its request comes after all: then it was only late', () => {
    const { page, browser, wait, only, log } = recording();
    page(call(1, { credentialsMode: 'include' }), failed(1));
    wait();
    log.takeChanges();
    browser('7', { error: 'net::ERR_FAILED' });
    expect(log.takeChanges()).toMatchObject({ dropped: ['page.1'] });
    expect(only()).toMatchObject({ id: '7', invisible: null, page: { credentialsMode: 'include' } });
  });

  test.each<[string, PageItem]>([
    ['answered', answered(1)],
    ['aborted', failed(1, 1_010, '', 'AbortError')],
    ['timed out', failed(1, 1_010, '', 'TimeoutError')],
    [
      'called with what no request can be made of',
      failed(1, 1_010, "Failed to execute 'fetch' on 'Window': Invalid name"),
    ],
    ['still open', call(2)],
  ])('not when it was %s', (_, end) => {
    const { page, wait, exchanges } = recording();
    page(call(1), end);
    wait(60_000);
    expect(exchanges()).toEqual([]);
  });

  test('not by absence alone when no request is shown to us', () => {
    const { page, wait, log, exchanges } = recording();
    log.recordingIs({ state: 'no permission' });
    page(call(1), failed(1), call(2, { mode: 'same-origin' }), failed(2));
    wait();
    expect(exchanges().map(({ invisible }) => invisible?.kind)).toEqual(['mode-same-origin']);
  });
});

test('a redirect that the policy stops keeps its exchange, with the violation', () => {
  const { page, browser, wait, only } = recording();
  page(call(1));
  browser('7', { error: 'net::ERR_ABORTED', status: 302 });
  page(violation(URL), failed(1));
  wait();
  expect(only()).toMatchObject({ id: '7', invisible: null, page: { violation: { disposition: 'enforce' } } });
});

describe('mixed content', () => {
  const HTTP = 'http://api.example/items';
  const secure = { ...PAGE, securePage: 'https://app.example' };
  const entry = arrivedEntry({ url: HTTP, resourceType: 'fetch' });

  test('is known without the hook from a network entry that no request belongs to', () => {
    const { log, wait, only } = recording();
    log.pageHookIs({ state: 'off' });
    log.addOrigin('https://app.example');
    log.join(entry, 1_010);
    wait(2_000);
    expect(only()).toMatchObject({
      id: 'page.1',
      initiator: 'https://app.example',
      resourceType: 'xmlhttprequest',
      hops: [{ request: { url: HTTP, network: { startedAt: 1_001 } } }],
      end: { state: 'failed', at: 1_003, error: 'page:mixed-content' },
      page: null,
      invisible: { kind: 'mixed-content', evidence: 'network entry', securePage: 'https://app.example' },
    });
  });

  test.each([
    ['to the page’s own origin', 'http://api.example', {}],
    ['with an answer', 'https://app.example', { status: 200 }],
    ['that is a navigation', 'https://app.example', { resourceType: 'document' }],
    ['with a URL that is none', 'https://app.example', { url: 'http://[' }],
    ['of another scheme', 'https://app.example', { url: 'data:,' }],
  ])('is not an entry %s', (_, origin, about) => {
    const { log, wait, exchanges } = recording();
    log.addOrigin(origin);
    log.join({ ...entry, ...about }, 1_010);
    wait(2_000);
    expect(exchanges()).toEqual([]);
  });

  test.each([
    ['on a page without TLS', 'http://app.example', {}],
    ['to a loopback address', 'https://app.example', { url: 'http://127.0.0.1:8080/' }],
    ['to localhost', 'https://app.example', { url: 'http://api.localhost/' }],
    ['to https', 'https://app.example', { url: URL }],
  ])('is not what stopped an entry %s: the policy did', (_, origin, about) => {
    const { log, wait, only } = recording();
    log.addOrigin(origin);
    log.join({ ...entry, ...about }, 1_010);
    wait(2_000);
    expect(only()).toMatchObject({ end: { error: 'page:csp' }, invisible: { kind: 'csp', violation: null } });
  });

  test.each([
    ['net::ERR_ABORTED', { end: { error: 'net::ERR_ABORTED' }, invisible: null }],
    ['net::ERR_FAILED', { end: { error: 'page:service-worker' }, invisible: { kind: 'service-worker' } }],
  ])('is not what stopped an entry that says %s', (error, expected) => {
    const { log, wait, only } = recording();
    log.addOrigin('https://app.example');
    log.join({ ...entry, error }, 1_010);
    wait(2_000);
    expect(only()).toMatchObject(expected);
  });

  test('is judged by the page that asked, though another has come since', () => {
    const { log, wait, only } = recording();
    log.addOrigin('https://app.example');
    log.join(entry, 1_010);
    log.addOrigin('http://app.example');
    wait(2_000);
    expect(only().invisible?.kind).toBe('mixed-content');
  });

  test('is one exchange when call and entry both tell of it, the entry last', () => {
    const { pageOf, log, wait, only } = recording();
    log.addOrigin('https://app.example');
    pageOf({ document: secure }, call(1, { url: HTTP }), failed(1));
    log.join(entry, 1_010);
    wait();
    wait(2_000);
    expect(only()).toMatchObject({
      page: { url: HTTP },
      hops: [{ request: { network: { startedAt: 1_001 } } }],
      invisible: { kind: 'mixed-content' },
    });
  });

  test('is one exchange when call and entry both tell of it, the entry first', () => {
    const { pageOf, wait, log, only } = recording();
    log.addOrigin('https://app.example');
    log.join(entry, 1_010);
    wait(2_000);
    pageOf({ document: secure }, call(1, { url: HTTP, at: 1_500 }), failed(1, 1_501));
    wait();
    expect(only()).toMatchObject({
      documentId: 'document',
      page: { url: HTTP },
      hops: [{ request: { network: { startedAt: 1_001 } } }],
      invisible: { kind: 'mixed-content', evidence: 'page hook' },
    });
  });
});

describe('stays small and in the present', () => {
  test('times that cannot be are replaced by now', () => {
    const { page, wait, only } = recording();
    page(call(1, { at: 8e15 }), failed(1, -8e15));
    wait();
    expect(only()).toMatchObject({ startedAt: 1_050, end: { at: 1_050 } });
  });

  test('while the switch is off nothing is taken', () => {
    const { page, log, wait, exchanges } = recording();
    log.pageHookIs({ state: 'off' });
    page(call(1), violation(URL), failed(1));
    wait();
    expect(exchanges()).toEqual([]);
  });

  test('calls of the page before are forgotten when it is left', () => {
    const { page, log, wait, exchanges } = recording();
    page(call(1), failed(1));
    log.navigated('https://app.example/next', 2_000);
    wait();
    expect(exchanges()).toEqual([]);
  });

  test('a page that never stops calling is held in bounds, and its newest calls are joined', () => {
    const { page, browser, exchanges } = recording();
    for (let n = 1; n <= 8_000; n++) page(call(n, { url: `https://api.example/${n}` }));
    browser('7', { url: 'https://api.example/8000' });
    browser('8', { url: 'https://api.example/1' });
    expect(exchanges().map(({ id, page }) => [id, page === null])).toEqual([
      ['7', false],
      ['8', true],
    ]);
  });
});

describe('what a policy stops in elements', () => {
  const IMAGE = 'https://api.example/a.png';
  const load = (about: Partial<PolicyViolation> = {}): PageItem => ({
    kind: 'violation',
    violation: {
      directive: 'img-src',
      disposition: 'enforce',
      blockedUrl: IMAGE,
      policy: "img-src 'self'",
      at: 1_005,
      ...about,
    },
  });
  const entry = arrivedEntry({ url: IMAGE, resourceType: 'image' });

  test('is an exchange of the violation alone', () => {
    const { page, wait, only } = recording();
    page(load());
    wait(3_000);
    expect(only()).toMatchObject({
      documentId: 'document',
      initiator: 'https://app.example',
      resourceType: 'image',
      hops: [{ request: { method: 'GET', url: IMAGE } }],
      end: { state: 'failed', error: 'page:csp' },
      invisible: { kind: 'csp', evidence: 'page hook', violation: { directive: 'img-src' } },
    });
  });

  test('is one exchange when a network entry tells of it too', () => {
    const { log, page, wait, only } = recording();
    log.addOrigin('https://app.example');
    page(load());
    log.join(entry, 1_010);
    wait(2_000);
    wait(2_000);
    expect(only()).toMatchObject({
      documentId: 'document',
      hops: [{ request: { network: { startedAt: 1_001 } } }],
      invisible: { violation: { directive: 'img-src' } },
    });
  });

  test('is none when the request came and was stopped at a redirect', () => {
    const { page, browser, wait, only } = recording();
    browser('7', { url: IMAGE });
    page(load());
    wait(3_000);
    expect(only()).toMatchObject({ id: '7', invisible: null });
  });

  test.each([
    ['a policy that only reports', { disposition: 'report' as const }],
    ['an inline script', { directive: 'script-src-elem', blockedUrl: 'inline' }],
    ['the page’s own origin', { blockedUrl: 'https://app.example/a.png' }],
    ['a frame', { directive: 'frame-src', blockedUrl: 'https://api.example/' }],
  ])('is nothing of %s', (_, about) => {
    const { page, wait, exchanges } = recording();
    page(load(about));
    wait(3_000);
    expect(exchanges()).toEqual([]);
  });
});
