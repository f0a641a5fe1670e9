import { describe, expect, test } from 'vitest';
import { failuresOf, refusedAt, subjectOf } from '../../../src/diagnostics/failures';
import type { Answer, Subject } from '../../../src/diagnostics/rule';
import { rules } from '../../../src/diagnostics/rules/index';
import type { Stopped } from '../../../src/diagnostics/stopped';
import type { CredentialsMode } from '../../../src/fetch-standard/credentials-mode';
import type { HeaderList } from '../../../src/fetch-standard/header-list';

/**
 * Holds the two layers together: whenever the algorithm refuses, a rule speaks and names the very step that refused; whenever it
 * passes, every rule is silent.
 */
const modes: readonly CredentialsMode[] = ['omit', 'same-origin', 'include'];
const page = 'https://app.example';

const answer = (about: Partial<Answer> & Pick<Answer, 'on'>): Answer => ({
  hop: 0,
  browser: 'chromium',
  method: 'GET',
  url: 'https://api.example/items',
  origin: page,
  pageOrigin: page,
  urlList: ['https://api.example/items'],
  unsafeNames: [],
  useCorsPreflightFlag: false,
  tainting: 'cors',
  status: about.on === 'preflight' ? 204 : 200,
  headerList: [],
  mayBeMerged: false,
  resource: 'fetch',
  stopped: null,
  ...about,
});

function agree(subject: Subject): string {
  const refused = refusedAt(subject);
  const failures = failuresOf(subject);
  const about = JSON.stringify(subject);
  if (refused === null) {
    expect(
      failures.map(({ rule }) => rule.id),
      about,
    ).toEqual([]);
    return 'passed';
  }
  const [first] = failures;
  expect(first, `no rule explains ${refused.algorithm} ${refused.step}: ${about}`).toBeDefined();
  expect(first?.spec, about).toEqual(refused);
  for (const broken of failures) {
    const { title, explanation, short } = broken.words();
    expect(title, about).not.toMatch(/undefined|null\b(?!`)|NaN|\[object|[.!]$/);
    expect(explanation, about).toMatch(/\.$/);
    expect(explanation, about).not.toMatch(/undefined|NaN|\[object|\.\./);
    for (const text of [title, explanation]) expect(text.split('`').length % 2, text).toBe(1);
    expect(short.length, short).toBeLessThanOrEqual(28);
    expect(short.split(' ').length, short).toBeLessThanOrEqual(5);
  }
  return first?.rule.id ?? '';
}

const origins: readonly (readonly string[])[] = [
  [],
  [''],
  ['*'],
  [page],
  [`${page}/`],
  [`${page}/path`],
  ['https://APP.example'],
  ['HTTPS://app.example'],
  ['http://app.example'],
  ['https://app.example:443'],
  ['https://app.example:8443'],
  ['https://www.app.example'],
  ['https://b.example'],
  ['https://*.example'],
  ['*.example'],
  ['app.example'],
  ['localhost:3000'],
  ['"https://app.example"'],
  ['true'],
  ['null'],
  ['NULL'],
  ['**'],
  ['https://app.example https://b.example'],
  ['https://app.example,https://b.example'],
  ['*', '*'],
  [page, page],
  ['*', page],
  [page, 'https://b.example'],
  ['https://é.example'],
  ['https://api.example'],
];
const credentials: readonly (readonly string[])[] = [
  [],
  [''],
  ['true'],
  ['True'],
  ['TRUE'],
  ['false'],
  ['1'],
  ['true', 'true'],
  ['*'],
];
const line = (name: string, values: readonly string[]): HeaderList => values.map((value) => [name, value]);

const seen = new Set<string>();

describe('origins × credentials × mode × request origin', () => {
  for (const on of ['preflight', 'response'] as const) {
    test(on, () => {
      for (const allowed of origins)
        for (const allowCredentials of credentials)
          for (const credentialsMode of modes)
            for (const origin of [page, 'null']) {
              const headerList = [
                ...line('Access-Control-Allow-Origin', allowed),
                ...line('Access-Control-Allow-Credentials', allowCredentials),
              ];
              const urlList =
                origin === 'null' ? ['https://a.example/', 'https://api.example/items'] : ['https://api.example/items'];
              seen.add(agree(subjectOf(answer({ on, headerList, origin, urlList }), credentialsMode)));
            }
    });
  }
});

const lists: readonly (readonly string[])[] = [
  [],
  [''],
  ['*'],
  ['PUT'],
  ['put'],
  ['GET, PUT'],
  ['GET,,PUT,'],
  ['GET', 'PUT'],
  ['GET; PUT'],
  ['PATCH'],
  ['patch'],
  ['*, PUT'],
  ['x-a'],
  ['X-A, content-type'],
  ['x-a x-b'],
  ['content-type', 'authorization'],
  ['*', 'authorization'],
  ['b@d'],
];
const passing = line('Access-Control-Allow-Origin', [page]).concat(line('Access-Control-Allow-Credentials', ['true']));

test('methods × Allow-Methods × mode', () => {
  for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'patch', 'DELETE', '*', 'CHICKEN'])
    for (const allowed of lists)
      for (const credentialsMode of modes)
        for (const useCorsPreflightFlag of [false, true]) {
          const headerList = [...passing, ...line('Access-Control-Allow-Methods', allowed)];
          seen.add(
            agree(subjectOf(answer({ on: 'preflight', method, headerList, useCorsPreflightFlag }), credentialsMode)),
          );
        }
});

test('header names × Allow-Headers × mode', () => {
  for (const unsafeNames of [
    [],
    ['x-a'],
    ['content-type'],
    ['authorization'],
    ['authorization', 'x-a'],
    ['x-a', 'x-b', 'x-c'],
  ])
    for (const allowed of lists)
      for (const credentialsMode of modes)
        for (const browser of ['chromium', 'firefox', 'webkit', null] as const) {
          const headerList = [...passing, ...line('Access-Control-Allow-Headers', allowed)];
          seen.add(agree(subjectOf(answer({ on: 'preflight', unsafeNames, headerList, browser }), credentialsMode)));
        }
});

test('statuses × Location × Allow-Origin', () => {
  for (const status of [0, 100, 199, 200, 204, 299, 300, 301, 302, 303, 304, 307, 308, 401, 404, 500])
    for (const location of [[], [''], ['https://api.example/items/'], ['http://['], ['data:,x']])
      for (const allowed of [[], [page], ['*']])
        for (const credentialsMode of modes) {
          const headerList = [...line('Location', location), ...line('Access-Control-Allow-Origin', allowed)];
          const subject = subjectOf(answer({ on: 'preflight', status, headerList }), credentialsMode);
          // A redirect is one of the not-ok statuses to the standard; Chromium and Firefox look for it before and after the CORS check.
          if (refusedAt(subject)?.algorithm !== 'CORS check' || !(status >= 301 && status <= 308))
            seen.add(agree(subject));
        }
});

test('redirects × userinfo × tainting', () => {
  for (const status of [200, 301, 302, 303, 304, 307, 308])
    for (const location of [
      'https://u:p@b.example/',
      'https://u@app.example/',
      'https://:p@api.example/',
      '//u:p@b.example/',
      'https://b.example/',
      'https://b.example/@',
      'http://[',
    ])
      for (const tainting of ['basic', 'cors'] as const)
        for (const credentialsMode of modes) {
          const headerList = [...line('Location', [location]), ...passing];
          seen.add(agree(subjectOf(answer({ on: 'response', status, headerList, tainting }), credentialsMode)));
        }
});

test('what was stopped before any answer', () => {
  const stopped: readonly Stopped[] = [
    ...(['permission denied', 'insecure context', 'wrong address space'] as const).flatMap((why) =>
      (['loopback', 'local', 'unknown'] as const).map((space): Stopped => ({ kind: 'local network', why, space })),
    ),
    { kind: 'preflight redirected by the browser', upgrade: true, to: 'https://api.example/' },
    { kind: 'preflight redirected by the browser', upgrade: false, to: null },
    { kind: 'answer not recorded', by: 'Playwright', error: 'net::ERR_FAILED' },
    { kind: 'answer not recorded', by: null, error: 'status 0' },
    { kind: 'mode same-origin' },
    { kind: 'mode no-cors with redirect mode', redirectMode: 'manual' },
    { kind: 'scheme', scheme: 'file' },
    { kind: 'scheme', scheme: 'ftp' },
  ];
  for (const how of stopped) {
    const on = how.kind === 'preflight redirected by the browser' ? 'preflight' : 'request';
    const subject = subjectOf(answer({ on, stopped: how, status: 0 }), 'same-origin');
    seen.add(agree(subject));
    expect(failuresOf(subject)).toHaveLength(1);
  }
});

test('every rule had its say', () => {
  expect(rules.map((rule) => rule.id).filter((id) => !seen.has(id))).toEqual([]);
});
