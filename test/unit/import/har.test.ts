import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnostics/diagnose';
import type { Exchange } from '../../../src/exchange/exchange';
import { importHar, importHarObject } from '../../../src/import/har';
import { type EntryWish, entry, har, preflight } from '../../support/har-file';

function exchangesOf(text: string): readonly Exchange[] {
  const read = importHar(text);
  if (!read.ok) throw new Error(read.sentence);
  return read.exchanges;
}

const cors = { Origin: 'https://app.example' };
const allowed = { 'Access-Control-Allow-Origin': 'https://app.example' };

/** `OPTIONS 204 → PUT 200` per hop, and how it ended. */
const shape = (exchange: Exchange): string =>
  exchange.hops
    .map((hop) =>
      [
        ...(hop.preflight ? [`OPTIONS ${hop.preflight.response?.status ?? '–'}`] : []),
        `${hop.request.method} ${hop.response?.status ?? '–'}`,
      ].join(' → '),
    )
    .join(' ⇒ ')
    .concat(`, ${exchange.end.state}`);

describe('Chrome', () => {
  const chrome = (entries: readonly object[]) => exchangesOf(har('WebInspector', entries));
  const asPreflight = (wish: EntryWish & { asks?: string }) =>
    preflight({
      ...wish,
      more: { _resourceType: 'preflight', _initiator: { type: 'preflight', url: wish.url, requestId: '1.2' } },
    });

  test('a request holds its preflight, which started after it', () => {
    const [one, ...more] = chrome([
      entry({ method: 'PUT', at: 0, time: 60, request: cors, response: allowed }),
      asPreflight({ at: 2, time: 20, response: allowed }),
    ]);
    expect(more).toEqual([]);
    expect(one && shape(one)).toBe('OPTIONS 204 → PUT 200, completed');
    expect(one).toMatchObject({ browser: 'chromium', initiator: 'https://app.example', startedAt: expect.any(Number) });
  });

  test('a refused preflight leaves a request without answer, whose provisional headers are not taken for real', () => {
    const [one] = chrome([
      entry({
        method: 'PUT',
        time: 30,
        status: 0,
        request: { 'User-Agent': 'x', Referer: 'https://app.example/' },
        moreResponse: { _error: 'net::ERR_FAILED' },
      }),
      asPreflight({ at: 2, time: 20, status: 401 }),
    ]);
    expect(one && shape(one)).toBe('OPTIONS 401 → PUT –, failed');
    expect(one?.hops[0].request.headerList).toBeNull();
    expect(one?.end).toMatchObject({ error: 'net::ERR_FAILED' });
    expect(one?.initiator).toBe('https://app.example');
  });

  test('a response that CORS refused has its status and the reason', () => {
    const [one] = chrome([entry({ request: cors, moreResponse: { _error: 'net::ERR_FAILED' } })]);
    expect(one && shape(one)).toBe('GET 200, failed');
  });

  test('an earlier request that was over before the preflight began does not get it', () => {
    const all = chrome([
      entry({ method: 'PUT', at: 0, time: 5, request: cors }),
      entry({ method: 'PUT', at: 100, time: 50, request: cors }),
      asPreflight({ at: 101, time: 20 }),
    ]);
    expect(all.map(shape)).toEqual(['PUT 200, completed', 'OPTIONS 204 → PUT 200, completed']);
  });

  test('methods keep pairs apart: case matters', () => {
    const all = chrome([
      entry({ method: 'PATCH', at: 0, time: 50, request: cors }),
      entry({ method: 'patch', at: 0, time: 50, request: cors }),
      asPreflight({ at: 1, time: 20, asks: 'patch' }),
    ]);
    expect(all.map(shape)).toEqual(['PATCH 200, completed', 'OPTIONS 204 → patch 200, completed']);
  });

  test('redirect hops are one exchange, each with its preflight', () => {
    const first = 'https://api.example/a';
    const second = 'https://api.example/b';
    const [one, ...more] = chrome([
      entry({
        method: 'PUT',
        url: first,
        at: 0,
        time: 30,
        status: 307,
        request: cors,
        response: { Location: '/b', ...allowed },
      }),
      asPreflight({ url: first, at: 1, time: 10 }),
      entry({ method: 'PUT', url: second, at: 30, time: 30, request: { Origin: 'null' } }),
      asPreflight({ url: second, at: 31, time: 10, request: { Origin: 'null' } }),
    ]);
    expect(more).toEqual([]);
    expect(one && shape(one)).toBe('OPTIONS 204 → PUT 307 ⇒ OPTIONS 204 → PUT 200, completed');
  });

  test('a redirect loop ends where the file ends', () => {
    const loop = (at: number, to: string, url: string) =>
      entry({ url: `https://api.example${url}`, at, status: 302, response: { Location: to } });
    expect(chrome([loop(0, '/b', '/a'), loop(0, '/a', '/b'), loop(0, '/b', '/a'), loop(0, '/a', '/b')])).toHaveLength(
      1,
    );
  });

  test('the call stack is read, async parents included', () => {
    const frame = (name: string) => ({
      functionName: name,
      url: 'https://app.example/a.js',
      lineNumber: 6,
      columnNumber: 2,
    });
    const stack = { callFrames: [frame('save')], parent: { callFrames: [frame('click')] } };
    const [one] = chrome([entry({ more: { _initiator: { type: 'script', stack } } })]);
    expect(one?.hops[0].request.network?.initiator?.stack).toEqual([
      { functionName: 'save', url: 'https://app.example/a.js', line: 7, column: 3 },
      { functionName: 'click', url: 'https://app.example/a.js', line: 7, column: 3 },
    ]);
  });
});

describe('other tools', () => {
  test('Firefox says no outcome, so none is made up', () => {
    const [one] = exchangesOf(
      har('Firefox', [
        entry({ method: 'PUT', time: 50, status: 0, request: cors }),
        preflight({ at: 1, time: 20, status: 404 }),
      ]),
    );
    expect(one && shape(one)).toBe('OPTIONS 404 → PUT –, unknown');
    expect(one?.browser).toBe('firefox');
  });

  test('Safari names its failures', () => {
    const [one] = exchangesOf(
      har('WebKit Web Inspector', [entry({ status: 0, moreResponse: { _error: 'Load failed' } })]),
    );
    expect(one?.end).toMatchObject({ state: 'failed', error: 'Load failed' });
    expect(one?.browser).toBe('webkit');
  });

  test('WebKit’s own sentence about CORS is enough, though the answer is not in the file', () => {
    const [one] = exchangesOf(
      har('WebKit Web Inspector', [
        entry({
          status: 0,
          request: { ...cors, Host: 'api.example' },
          more: { _resourceType: 'fetch' },
          moreResponse: {
            _error: 'Origin https://app.example is not allowed by Access-Control-Allow-Origin. Status code: 200',
          },
        }),
      ]),
    );
    const verdict = one && diagnose(one);
    expect([verdict?.outcome, verdict?.blockedBy?.rule]).toEqual(['blocked', 'answer-not-recorded']);
  });

  test('a request without Origin and Referer comes from the document its frame had loaded', () => {
    const document = (url: string, at: number) =>
      entry({ url, at, more: { _resourceType: 'document', _frameref: 'frame@1' } });
    const [, , one] = exchangesOf(
      har('Playwright', [
        document('https://start.example/', 0),
        document('https://app.example/', 50),
        entry({
          at: 90,
          status: -1,
          more: { _frameref: 'frame@1' },
          moreResponse: { _failureText: 'net::ERR_FAILED' },
        }),
        document('https://later.example/', 100),
      ]),
    );
    expect(one?.initiator).toBe('https://app.example');
  });

  test('Playwright: −1 and a failure text', () => {
    const [one] = exchangesOf(
      har(
        'Playwright',
        [entry({ status: -1, time: -1, request: cors, moreResponse: { _failureText: 'net::ERR_FAILED' } })],
        {
          browser: { name: 'chromium', version: '1' },
        },
      ),
    );
    expect(one && shape(one)).toBe('GET –, failed');
    expect(one?.browser).toBe('chromium');
  });

  describe.each(['Charles Proxy', 'Fiddler'])('%s sees the wire only', (name) => {
    const agent = {
      'User-Agent': 'Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36',
    };

    test('the request follows its preflight', () => {
      const [one, ...more] = exchangesOf(
        har(name, [
          preflight({ at: 0, time: 10, response: allowed, request: agent }),
          entry({ method: 'PUT', at: 12, request: { ...cors, ...agent } }),
        ]),
      );
      expect(more).toEqual([]);
      expect(one && shape(one)).toBe('OPTIONS 204 → PUT 200, unknown');
      expect(one?.browser).toBe('chromium');
    });

    test('a refused preflight stands alone, and the next call does not inherit it', () => {
      const all = exchangesOf(
        har(name, [
          preflight({ at: 0, time: 10 }),
          preflight({ at: 1000, time: 10, response: allowed }),
          entry({ method: 'PUT', at: 1012, request: cors }),
        ]),
      );
      expect(all.map(shape)).toEqual(['OPTIONS 204 → PUT –, unknown', 'OPTIONS 204 → PUT 200, unknown']);
    });
  });

  test('headers joined by line breaks come apart; pseudo-headers are none', () => {
    const [one] = exchangesOf(
      har('x', [
        entry({ request: { ':method': 'GET', ...cors }, response: { 'Access-Control-Allow-Origin': 'a\nb' } }),
      ]),
    );
    expect(one?.hops[0].request.headerList).toEqual([['Origin', 'https://app.example']]);
    expect(one?.hops[0].response?.headerList).toEqual([
      ['Access-Control-Allow-Origin', 'a'],
      ['Access-Control-Allow-Origin', 'b'],
    ]);
  });

  test('a form without text is told by its parameters', () => {
    const text = har('x', [
      {
        ...entry({}),
        request: {
          ...entry({}).request,
          postData: { mimeType: 'application/x-www-form-urlencoded', params: [{ name: 'a b', value: '1' }] },
        },
      },
    ]);
    expect(exchangesOf(text)[0]?.hops[0].request.network?.postData?.text).toBe('a%20b=1');
  });
});

describe('one clear sentence for', () => {
  const whole = har('WebInspector', [entry({})]);
  test.each([
    ['nothing', '', /empty/],
    ['a picture', '\u0089PNG\r\n', /not a HAR/],
    ['a page', '<!doctype html>', /HTML/],
    ['a zip archive', 'PK\u0003\u0004', /zip/],
    ['a gzip archive', '\u001f\ufffd\b', /gzip/],
    ['a file cut in a string', whole.slice(0, 60), /cut off/],
    ['a file cut between values', whole.slice(0, whole.indexOf('"entries"')), /cut off/],
    ['a broken file', whole.replace('"entries"', 'entries'), /not valid JSON|cut off/],
    ['two files in one', whole + whole, /not valid JSON/],
    ['a list', '[]', /list/],
    ['other JSON', '{"name":"x"}', /no `log`/],
    ['a later version', whole.replace('"1.2"', '"2.0"'), /version "2.0"/],
    ['no entries', '{"log":{"version":"1.2"}}', /log.entries/],
    ['entries that are none', '{"log":{"version":"1.2","entries":[1,{}]}}', /request/],
  ])('%s', (_, text, sentence) => {
    const read = importHar(text);
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(read.sentence).toMatch(sentence);
    expect(read.sentence).toMatch(/^[A-Z][^!]*\.$/);
  });
});

test('a byte order mark is no part of the file', () => {
  expect(importHar(`\uFEFF${har('x', [entry({})])}`).ok).toBe(true);
});

test('entries without a request are left out and counted', () => {
  const read = importHar(har('x', [entry({}), { nonsense: true }, 3 as unknown as object]));
  expect(read.ok && [read.exchanges.length, read.leftOut]).toEqual([1, [1, 2]]);
});

test('nothing throws, whatever the JSON', () => {
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.jsonValue(),
      fc.constantFrom(-1, Number.MAX_VALUE, 'https://api.example/', 'OPTIONS', '2026-11-20T12:00:00.000Z', null, true),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom(
          'request',
          'response',
          'headers',
          'name',
          'value',
          'url',
          'method',
          'status',
          'content',
          '_cors',
          '_corsLens',
          'exchange',
          'hop',
          'role',
          'entry',
          'postData',
          'params',
          '_initiator',
          'stack',
          'callFrames',
          'parent',
          'timings',
          'startedDateTime',
          'page',
          'end',
          'state',
        ),
        tie('node'),
        { maxKeys: 8 },
      ),
    ),
  })).node;
  fc.assert(
    fc.property(fc.array(value, { maxLength: 5 }), value, (entries, pages) => {
      const read = importHarObject({ log: { version: '1.2', entries, pages } });
      if (read.ok) expect(read.exchanges.every((exchange) => exchange.hops.length > 0)).toBe(true);
      else expect(read.sentence).not.toBe('');
    }),
    { numRuns: 1000 },
  );
}, 60_000);

test('every entry with a request is in exactly one exchange', () => {
  const wish = fc.record({
    method: fc.constantFrom('GET', 'PUT', 'OPTIONS'),
    url: fc.constantFrom('https://api.example/a', 'https://api.example/b'),
    at: fc.integer({ min: 0, max: 50 }),
    time: fc.integer({ min: 0, max: 50 }),
    status: fc.constantFrom(0, 200, 302, 307),
    request: fc.constantFrom({}, cors, { ...cors, 'Access-Control-Request-Method': 'PUT' }),
    response: fc.constantFrom({}, { Location: '/a' }, { Location: '/b' }),
  });
  fc.assert(
    fc.property(
      fc.array(wish, { maxLength: 12 }),
      fc.constantFrom('WebInspector', 'Firefox', 'Fiddler'),
      (wishes, tool) => {
        const read = importHar(har(tool, wishes.map(entry)));
        if (!read.ok) throw new Error(read.sentence);
        const indexes = read.exchanges.flatMap((_, index) => read.placesAt(index)).map((place) => place.index);
        expect(indexes.sort((a, b) => a - b)).toEqual(wishes.map((_, index) => index));
      },
    ),
    { numRuns: 500 },
  );
}, 60_000);
