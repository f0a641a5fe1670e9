import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { CorsPolicy, Rendered, ServerChange } from '../../src/fixes/fix';
import { regressionTest } from '../../src/fixes/regression-test';
import { api } from './api';
import { type Column, columns, type PolicyName, policiesFor } from './policies';
import { ask, freePort, type Running, run } from './running';
import type { Site, Stack } from './stack';
import type { Cell } from './table';

/** What a page's `fetch` came to. `null`: the browser refused it. */
type Outcome = { readonly status: number; readonly total: string | null } | null;

interface Call {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly credentials?: RequestCredentials;
  readonly body?: string;
}

const read: Call = {};
const authorized = { authorization: 'Bearer x' };
const write: Call = { method: 'PUT', headers: { ...authorized, 'content-type': 'application/json' }, body: '{}' };

/** The request each policy is about, as a page makes it. */
const calls: Readonly<Record<PolicyName, Call>> = {
  'public read': read,
  'one origin': read,
  'several origins': read,
  'with credentials': { credentials: 'include' },
  'preflighted PUT': write,
  'exposed headers': read,
  'max-age': { method: 'DELETE', headers: authorized },
  'one path': { method: 'PUT', headers: authorized },
  'odd names': { method: 'PUT', headers: { ...authorized, "x-!#$%&'+.^_`|~": '1' } },
};

/**
 * A stack's proof. Unfixed, a real browser refuses each request; with the product's own snippet in place and nothing else
 * changed it lets each pass, still refuses a page that is not listed, and the cells of the table are what came out.
 */
export function prove(stack: Stack): void {
  const { framework } = stack;
  const missing = stack.missing();
  if (missing !== null && process.env['CI'])
    throw new Error(`${framework.label} cannot run: ${missing} is not installed`);
  describe.skipIf(missing !== null)(`${framework.label}${missing === null ? '' : ` – NOT RUN: no ${missing}`}`, () => {
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
        const context = await browser.createBrowserContext();
        const page = await context.newPage();
        await page.goto(url);
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
      });
    });

    afterAll(async () => {
      for (const page of Object.values(tabs ?? {})) await page.browserContext().close();
      await browser?.disconnect();
      plain?.close();
      talkative?.close();
      const row = { id: framework.id, ranOn: stack.version(), cells };
      writeFileSync(join(inject('found'), `${framework.id}.json`), JSON.stringify(row, null, 2));
    });

    /** One server's life: written, prepared, started, asked, stopped. */
    async function withServer(
      rendered: (Rendered & { can: true }) | null,
      upstream: Server,
      look: (site: Site) => Promise<void>,
    ): Promise<void> {
      const dir = resolve('.cache/fixes', framework.id);
      rmSync(dir, { recursive: true, force: true });
      const site: Site = {
        dir,
        port: await freePort(),
        upstream: (upstream.address() as AddressInfo).port,
        dead: await freePort(),
        fix: (part = 0) => rendered?.parts[part]?.code ?? '',
        fixed: rendered !== null,
      };
      for (const [name, text] of Object.entries(stack.files(site))) {
        mkdirSync(dirname(join(dir, name)), { recursive: true });
        writeFileSync(join(dir, name), text);
      }
      const env = stack.env ?? {};
      for (const [command, ...args] of stack.prepare?.(site) ?? []) {
        execFileSync(command, args, { cwd: dir, env: { ...process.env, ...env }, stdio: 'pipe' });
      }
      let server: Running | null = null;
      try {
        server = await run(stack.command(site), { cwd: dir, port: site.port, env });
        await look(site);
      } finally {
        await server?.stop();
      }
    }

    const call = (page: Page, port: number, { path = '/v1/orders', ...rest }: Call): Promise<Outcome> =>
      page.evaluate(
        async (url, init) => {
          try {
            const response = await fetch(url, { ...init, cache: 'no-store' });
            await response.text();
            return { status: response.status, total: response.headers.get('x-total-count') };
          } catch {
            return null;
          }
        },
        `http://127.0.0.1:${port}${path}`,
        rest,
      );

    /** Renders; where the stack cannot, that is what the table says, and a sentence says why. */
    function render(policy: CorsPolicy, column: Column): (Rendered & { can: true }) | null {
      const rendered = framework.render(policy);
      if (rendered.can) return rendered;
      expect(rendered.why).toMatch(/^\S[^\n]*\.$/);
      cells[column] = 'cannot';
      return null;
    }

    /** What the product itself says it cannot do. */
    function cannot(change: ServerChange, column: Column): boolean {
      const why = framework.cannot[change];
      if (why === undefined) return false;
      expect(why).toMatch(/^\S[^\n]*\.$/);
      cells[column] = 'cannot';
      return true;
    }

    it('unfixed: the browser refuses every one of these requests', async () => {
      await withServer(null, plain, async ({ port }) => {
        for (const [name, request] of Object.entries(calls)) {
          expect.soft(await call(tabs.own, port, request), name).toBeNull();
        }
        // It is there, and would answer whoever is not a browser.
        expect((await ask(port, 'GET', '/v1/orders', {})).status).toBe(200);
      });
    });

    for (const name of Object.keys(calls) as PolicyName[]) {
      it(name, async () => {
        const policy: CorsPolicy = policies[name];
        const request = calls[name];
        const rendered = render(policy, name);
        if (rendered === null) return;
        await withServer(rendered, plain, async ({ port }) => {
          const own = await call(tabs.own, port, request);
          expect(own, 'the page gets its answer').toMatchObject({ status: 200 });
          if (name === 'several origins') expect(await call(tabs.second, port, request)).not.toBeNull();
          const foreign = await call(tabs.foreign, port, request);
          if (policy.origins === '*') expect(foreign).not.toBeNull();
          else expect(foreign, 'a foreign origin is refused').toBeNull();
          if (name === 'exposed headers') expect(own?.total).toBe('42');
          if (name === 'max-age') {
            const answer = await preflight(port, '/v1/orders', 'DELETE', policy);
            expect(answer.header('Access-Control-Max-Age')).toEqual(['600']);
          }
          if (name === 'one path') {
            expect(await call(tabs.own, port, { ...request, path: '/v1/orders/7' })).not.toBeNull();
            const beside = await call(tabs.own, port, { ...request, path: '/v1/ordersandmore' });
            if (framework.perPath) expect(beside, 'another path stays closed').toBeNull();
          }
          await expectVary(port, policy);
        });
        cells[name] = 'proven';
      });
    }

    const preflight = (port: number, path: string, method: string, { requestHeaders }: CorsPolicy) =>
      ask(port, 'OPTIONS', path, {
        Origin: pages.own,
        'Access-Control-Request-Method': method,
        'Access-Control-Request-Headers': requestHeaders.join(','),
      });

    /** Where the value hangs on the origin, caches must know, on every answer that could be kept. */
    async function expectVary(port: number, policy: CorsPolicy): Promise<void> {
      const answers = await Promise.all(
        [{ Origin: pages.own }, { Origin: pages.foreign }, {}].map((headers) =>
          ask(port, 'GET', '/v1/orders', headers),
        ),
      );
      const values = answers.map((answer) => answer.header('Access-Control-Allow-Origin'));
      for (const value of values) expect(value.length, 'one value at most').toBeLessThan(2);
      if (policy.origins !== '*') expect(values[1], 'no echo').not.toEqual([pages.foreign]);
      if (new Set(values.map(String)).size === 1) return;
      for (const answer of answers) expect(answer.header('Vary').join(', ').toLowerCase()).toContain('origin');
    }

    it('preflight before auth', async () => {
      const policy = policies['preflighted PUT'];
      if (cannot('answer-preflight-first', 'preflight before auth')) return;
      const rendered = render(policy, 'preflight before auth');
      if (rendered === null) return;
      await withServer(null, plain, async ({ port }) => {
        const answer = await preflight(port, '/v1/orders', 'PUT', policy);
        expect(answer.status, 'unfixed, authentication answers the preflight').toBe(401);
      });
      await withServer(rendered, plain, async ({ port }) => {
        const answer = await preflight(port, '/v1/orders', 'PUT', policy);
        expect(answer.status).toBeGreaterThanOrEqual(200);
        expect(answer.status).toBeLessThan(300);
        expect.soft(await call(tabs.own, port, { method: 'PUT' }), 'not signed in').toMatchObject({ status: 401 });
        expect.soft(await call(tabs.own, port, { method: 'PATCH', headers: authorized }), 'nor any method').toBeNull();
        expect
          .soft(await call(tabs.own, port, { method: 'PUT', headers: { 'x-unlisted': '1' } }), 'nor any header')
          .toBeNull();
      });
      cells['preflight before auth'] = 'proven';
    });

    it('errors keep headers', async () => {
      if (cannot('headers-on-errors', 'errors keep headers')) return;
      const rendered = render(policies['one origin'], 'errors keep headers');
      if (rendered === null) return;
      await withServer(rendered, plain, async ({ port }) => {
        expect.soft(await call(tabs.own, port, { path: '/v1/missing' }), 'not there').toMatchObject({ status: 404 });
        const broken = await call(tabs.own, port, { path: '/v1/broken' });
        expect.soft(broken?.status, 'broken').toBeGreaterThanOrEqual(500);
        const foreign = await call(tabs.foreign, port, { path: '/v1/broken' });
        expect.soft(foreign, 'a foreign origin is refused').toBeNull();
      });
      cells['errors keep headers'] = 'proven';
    });

    it('duplicate removed', async () => {
      if (cannot('one-layer-only', 'duplicate removed')) return;
      const policy: CorsPolicy = { ...policies['preflighted PUT'], exposedHeaders: ['x-total-count'] };
      const rendered = render(policy, 'duplicate removed');
      if (rendered === null) return;
      await withServer(null, talkative, async ({ port }) => {
        expect(await call(tabs.own, port, write), 'unfixed').toBeNull();
      });
      await withServer(rendered, talkative, async ({ port }) => {
        expect(await call(tabs.own, port, write)).toEqual({ status: 200, total: '42' });
        expect(await call(tabs.foreign, port, write)).toBeNull();
      });
      cells['duplicate removed'] = 'proven';
    });

    it.runIf(stack.regression !== undefined)('the regression test fails before and passes after', async () => {
      const policy: CorsPolicy = { ...policies['preflighted PUT'], credentials: true };
      const rendered = render(policy, 'preflighted PUT');
      const outcome = async (fixed: typeof rendered): Promise<number | null> => {
        let status: number | null = null;
        await withServer(fixed, plain, async (site) => {
          const url = `http://127.0.0.1:${site.port}/v1/orders`;
          const test = regressionTest(framework, policy, { url, method: 'PUT', origin: pages.own });
          if (test === null || stack.regression === undefined) throw new Error('no regression test');
          writeFileSync(join(site.dir, test.file), test.code);
          const [command, ...args] = stack.regression(test.file, site);
          status = await exitStatus(command, args, site.dir);
        });
        return status;
      };
      if (rendered === null) return;
      expect(await outcome(null), 'before').not.toBe(0);
      expect(await outcome(rendered), 'after').toBe(0);
    });

    it('has an answer for every column', () => {
      expect(columns.filter((column) => cells[column] === undefined)).toEqual([]);
    });
  });
}

/** Not the synchronous way: the API behind a proxy lives in this process and has to answer meanwhile. */
const exitStatus = (command: string, args: readonly string[], cwd: string): Promise<number | null> =>
  new Promise((ended, failed) => {
    spawn(command, args, { cwd, stdio: 'ignore' }).on('exit', ended).on('error', failed);
  });
