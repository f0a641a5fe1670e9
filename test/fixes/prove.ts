import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import fc from 'fast-check';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { CorsPolicy, ServerChange } from '../../src/fixes/fix';
import { regressionTest } from '../../src/fixes/regression-test';
import { api } from './api';
import { authorized, call, calls } from './calls';
import { hostilePolicy } from './hostile-policy';
import { isOrigin, lookAlikes } from './look-alikes';
import { besideOddPath, type Column, columns, oddPath, type PolicyName, policiesFor } from './policies';
import { ask, type Running } from './running';
import { type Fix, parse, start, write } from './site';
import type { Site, Stack } from './stack';
import type { Cell } from './table';

/**
 * A stack's proof. Unfixed, a real browser refuses each request; with the product's own snippet in place and nothing else
 * changed it lets each pass, still refuses a page that is not listed, and the cells of the table are what came out.
 */
export function prove(stack: Stack): void {
  const missing = stack.missing();
  if (missing !== null && process.env['CI']) {
    throw new Error(`${stack.framework.label} cannot run: ${missing} is not installed`);
  }
  describe.skipIf(missing !== null)(
    `${stack.framework.label}${missing === null ? '' : ` – NOT RUN: no ${missing}`}`,
    () => proof(stack),
  );
}

function proof(stack: Stack): void {
  const { framework } = stack;
  const pages = inject('pages');
  const policies = policiesFor(pages);
  const cells: Partial<Record<Column, Cell>> = {};
  let browser: Browser;
  let tabs: Readonly<Record<'own' | 'second' | 'foreign', Page>>;
  let plain: Server;
  let talkative: Server;

  beforeAll(async () => {
    browser = await puppeteer.connect({ browserWSEndpoint: inject('browser') });
    const open = async (url: string) => {
      const page = await (await browser.createBrowserContext()).newPage();
      await page.goto(url, { timeout: 90_000 });
      return page;
    };
    tabs = { own: await open(pages.own), second: await open(pages.second), foreign: await open(pages.foreign) };
    plain = await api();
    // An application that already says something, and something else than needed.
    talkative = await api({
      'Access-Control-Allow-Origin': 'https://old.example',
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Expose-Headers': 'x-old',
      'Access-Control-Allow-Methods': 'GET',
      'Access-Control-Allow-Headers': 'x-old',
      Vary: 'Accept-Encoding',
    });
  });

  afterAll(async () => {
    for (const page of Object.values(tabs ?? {})) await page.browserContext().close();
    await browser?.disconnect();
    plain?.close();
    talkative?.close();
    const row = { id: framework.id, ranOn: stack.version(), cells };
    writeFileSync(join(inject('found'), `${framework.id}.json`), JSON.stringify(row));
  });

  /** One server for all tests of a group; `fix` null: unfixed. */
  function served(name: string, fix: Fix | null, upstream: () => Server): () => Site {
    let site: Site | undefined;
    let server: Running | undefined;
    beforeAll(async () => {
      site = await write(stack, fix, upstream(), name);
      parse(stack, site);
      server = await start(stack, site);
    });
    afterAll(() => server?.stop());
    return () => {
      if (site === undefined) throw new Error('the server did not start');
      return site;
    };
  }

  /** The snippet; where the stack cannot, the sentence that says why is the whole test. */
  function rendered(policy: CorsPolicy, of: readonly Column[]): Fix | null {
    const result = framework.render(policy);
    if (result.can) return result;
    it('says why it cannot', () => {
      expect(result.why).toMatch(/^\S[^\n]*\.$/);
      for (const column of of) cells[column] = 'cannot';
    });
    return null;
  }

  /** What the product itself says it has no way to do. */
  function provable(column: Column, change: ServerChange, test: () => Promise<void>): void {
    const why = framework.cannot[change];
    it(why === undefined ? column : `${column}: says why it cannot`, async () => {
      if (why === undefined) await test();
      else expect(why).toMatch(/^\S[^\n]*\.$/);
      cells[column] = why === undefined ? 'proven' : 'cannot';
    });
  }

  const preflight = (port: number, method: string, { requestHeaders }: CorsPolicy) =>
    ask(port, 'OPTIONS', '/v1/orders', {
      Origin: pages.own,
      'Access-Control-Request-Method': method,
      'Access-Control-Request-Headers': requestHeaders.join(','),
    });

  /** Where the value hangs on the origin, caches must know, on every answer that could be kept. */
  async function expectVary(port: number, policy: CorsPolicy, path: string, note: string | null): Promise<void> {
    const askers = [{ Origin: pages.own }, { Origin: pages.foreign }, ...(stack.oldVary === undefined ? [{}] : [])];
    const answers = await Promise.all(askers.map((headers) => ask(port, 'GET', path, headers)));
    const values = answers.map((answer) => answer.header('Access-Control-Allow-Origin'));
    for (const value of values) expect(value.length, 'one value at most').toBeLessThan(2);
    if (policy.origins !== '*') expect(values[1], 'no echo').not.toEqual([pages.foreign]);
    if (new Set(values.map(String)).size === 1) return;
    for (const answer of answers.filter(({ status }) => keptByDefault.has(status))) {
      const vary = answer.header('Vary').join(', ').toLowerCase();
      // What a stack cannot do has to be said where the reader sees it.
      if (!vary.includes('origin')) expect(note, 'a note about caches').toContain('cache');
    }
  }

  /** No page of an origin that only looks like a listed one may read an answer, however the server compares. */
  async function expectExact(port: number, { origins }: CorsPolicy): Promise<void> {
    if (origins === '*') return;
    for (const forged of lookAlikes(origins)) {
      for (const [method, headers] of [
        ['GET', {}],
        ['OPTIONS', { 'Access-Control-Request-Method': 'PUT', 'Access-Control-Request-Headers': 'authorization' }],
        // Not a preflight, whatever the server makes of it.
        ['OPTIONS', {}],
      ] as const) {
        const answer = await ask(port, method, '/v1/orders', { Origin: forged, ...headers });
        // What no page can have as its origin, a server may echo.
        const allowed = answer
          .header('Access-Control-Allow-Origin')
          .filter((origin) => !origins.includes(origin) && (origin !== forged || isOrigin(forged)));
        expect(allowed, `${method} from \`${forged}\``).toEqual([]);
        expect(answer.status, `${method} from \`${forged}\``).toBeLessThan(500);
      }
    }
  }

  /** Every listed origin is answered, those too that no page here has. */
  async function expectEach(port: number, { origins, credentials }: CorsPolicy, method: string): Promise<void> {
    for (const origin of origins) {
      const asked = { Origin: origin, 'Access-Control-Request-Method': method };
      const answers = [await ask(port, 'OPTIONS', '/v1/orders', asked), await ask(port, 'GET', '/v1/orders', asked)];
      for (const { status, header } of answers) {
        expect(status, origin).toBeLessThan(300);
        expect(header('Access-Control-Allow-Origin')).toEqual([origin]);
        expect(header('Access-Control-Allow-Credentials')).toEqual(credentials ? ['true'] : []);
      }
    }
  }

  /** How the test that the product hands over ends on this server: 0 is success. */
  async function regression(site: Site, name: PolicyName, method: string): Promise<number | null> {
    const url = `http://127.0.0.1:${site.port}/v1/orders`;
    const request = { url, method, origin: pages.own };
    const test = regressionTest(framework, policies[name], request);
    if (test === null) throw new Error('there is no regression test');
    writeFileSync(join(site.dir, test.file), test.code);
    const [command, ...args] = stack.regression(test.file);
    return exitStatus(command, args, site.dir);
  }

  describe('unfixed', () => {
    const site = served('unfixed', null, () => plain);

    it.each(Object.entries(calls))('the browser refuses: %s', async (_, request) => {
      expect(await call(tabs.own, site().port, request)).toBeNull();
    });

    it('it is there, and answers whoever is not a browser', async () => {
      expect((await ask(site().port, 'GET', '/v1/orders', {})).status).toBe(200);
    });

    it.skipIf('answer-preflight-first' in framework.cannot)('authentication answers the preflight', async () => {
      expect((await preflight(site().port, 'PUT', policies['preflighted PUT'])).status).toBe(401);
    });

    it('the regression test fails', async () => {
      expect(await regression(site(), 'preflighted PUT', 'PUT')).not.toBe(0);
    });
  });

  describe.each(Object.keys(calls) as PolicyName[])('%s', (name) => {
    const policy: CorsPolicy = policies[name];
    const request = calls[name];
    const fix = rendered(policy, [
      name,
      ...(name === 'one origin' ? (['errors keep headers'] as const) : []),
      ...(name === 'preflighted PUT' ? (['preflight before auth'] as const) : []),
    ]);
    if (fix === null) return;
    const site = served(name, fix, () => plain);

    it('the page gets its answer, a foreign one does not, and caches know', async () => {
      const { port } = site();
      const own = await call(tabs.own, port, request);
      expect(own, 'the page gets its answer').toMatchObject({ status: 200 });
      if (name === 'several origins') expect(await call(tabs.second, port, request)).not.toBeNull();
      const foreign = await call(tabs.foreign, port, request);
      if (policy.origins === '*') expect(foreign).not.toBeNull();
      else expect(foreign, 'a foreign origin is refused').toBeNull();
      if (name === 'exposed headers' || name === 'all at once') expect(own?.total).toBe('42');
      if (name === 'max-age') {
        expect((await preflight(port, 'DELETE', policy)).header('Access-Control-Max-Age')).toEqual(['600']);
      }
      if (name === 'one path') {
        expect(await call(tabs.own, port, { ...request, path: '/v1/orders/7' })).not.toBeNull();
        const beside = await call(tabs.own, port, { ...request, path: '/v1/ordersandmore' });
        if (framework.perPath) expect(beside, 'another path stays closed').toBeNull();
      }
      if (name === 'other methods') {
        // Whether the API behind knows it is its own affair; the page can read the answer.
        expect(await call(tabs.own, port, { ...request, method: 'PROPFIND' }), 'PROPFIND').not.toBeNull();
      }
      if (name === 'odd path' && framework.perPath && stack.placed === undefined) {
        expect(await call(tabs.own, port, { ...request, path: `${oddPath}/7` }), 'below it').not.toBeNull();
        expect(await call(tabs.own, port, { ...request, path: besideOddPath }), 'beside it').toBeNull();
      }
      if (name === 'all at once') {
        expect(await call(tabs.second, port, { ...request, method: 'DELETE' })).toMatchObject({ status: 200 });
        await expectEach(port, policy, 'PATCH');
        await expectExact(port, policy);
      }
      if (name === 'several origins') await expectExact(port, policy);
      await expectVary(port, policy, request.path ?? '/v1/orders', fix.note);
      cells[name] = 'proven';
    });

    if (name === 'one origin') {
      provable('errors keep headers', 'headers-on-errors', async () => {
        const { port } = site();
        expect(await call(tabs.own, port, { path: '/v1/missing' })).toMatchObject({ status: 404 });
        expect((await call(tabs.own, port, { path: '/v1/broken' }))?.status).toBeGreaterThanOrEqual(500);
        expect(await call(tabs.foreign, port, { path: '/v1/broken' }), 'a foreign origin is refused').toBeNull();
        if (stack.oldVary === undefined) await expectVary(port, policy, '/v1/missing', fix.note);
      });

      it('what needs no preflight is let through, whatever comes of it', async () => {
        const { port } = site();
        expect(await call(tabs.own, port, { method: 'HEAD' })).not.toBeNull();
        expect(await call(tabs.own, port, { method: 'POST', body: 'a=1' }), 'not signed in').toMatchObject({
          status: 401,
        });
      });
    }

    if (name === 'preflighted PUT') {
      provable('preflight before auth', 'answer-preflight-first', async () => {
        const { port } = site();
        const { status } = await preflight(port, 'PUT', policy);
        expect([200, 204]).toContain(status);
        expect(await call(tabs.own, port, { method: 'PUT' }), 'not signed in').toMatchObject({ status: 401 });
      });

      it.skipIf(fix.note?.includes('every method and every header'))('allows nothing more than asked for', async () => {
        const { port } = site();
        expect(await call(tabs.own, port, { method: 'PATCH', headers: authorized })).toBeNull();
        expect(await call(tabs.own, port, { method: 'PUT', headers: { 'x-unlisted': '1' } })).toBeNull();
      });
    }

    const tested = { 'preflighted PUT': 'PUT', 'all at once': 'PATCH' }[name as string];
    if (tested !== undefined) {
      it('the regression test passes', async () => {
        expect(await regression(site(), name, tested)).toBe(0);
      });
    }
  });

  describe('behind it, an application that says something else', () => {
    const column = 'duplicate removed';
    if ('one-layer-only' in framework.cannot) {
      provable(column, 'one-layer-only', async () => {});
      return;
    }
    const fix = rendered({ ...policies['preflighted PUT'], exposedHeaders: ['x-total-count'] }, [column]);
    if (fix === null) return;
    const unfixed = served('talkative unfixed', null, () => talkative);
    const fixed = served('talkative fixed', fix, () => talkative);

    provable(column, 'one-layer-only', async () => {
      const request = calls['preflighted PUT'];
      expect(await call(tabs.own, unfixed().port, request), 'unfixed').toBeNull();
      expect(await call(tabs.own, fixed().port, request)).toEqual({ status: 200, total: '42' });
      expect(await call(tabs.foreign, fixed().port, request), 'a foreign origin is refused').toBeNull();
      const vary = (await ask(fixed().port, 'GET', '/v1/orders', { Origin: pages.own })).header('Vary').join(', ');
      expect(vary.toLowerCase(), "the application's own Vary stays").toContain('accept-encoding');
    });
  });

  it.skipIf(stack.parse === undefined)(
    "the stack's own parser reads it, whatever the reader's names hold",
    async () => {
      let read = 0;
      const reads = fc.asyncProperty(hostilePolicy, async (policy) => {
        const fix = framework.render(policy);
        // Another one then: of a slow compiler there are few runs, and they must not all be of what cannot be written.
        fc.pre(fix.can);
        if (!fix.can) return;
        parse(stack, await write(stack, fix, plain, 'hostile'));
        read++;
      });
      await fc.assert(reads, { numRuns: stack.parses ?? 40, endOnFailure: true });
      expect(read).toBeGreaterThan(0);
    },
  );

  it('has an answer for every column', () => {
    expect(columns.filter((column) => cells[column] === undefined)).toEqual([]);
  });
}

/** https://httpwg.org/specs/rfc9110.html#overview.of.status.codes: statuses that caches keep unless told otherwise. */
const keptByDefault: ReadonlySet<number> = new Set([200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501]);

/** Not the synchronous way: the API behind a proxy lives in this process and has to answer meanwhile. */
const exitStatus = (command: string, args: readonly string[], cwd: string): Promise<number | null> =>
  new Promise((ended, failed) => {
    spawn(command, args, { cwd, stdio: 'ignore' }).on('exit', ended).on('error', failed);
  });
