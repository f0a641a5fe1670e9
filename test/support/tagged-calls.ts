import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Call } from '../traces/firefox-scenes';
import type { Firefox } from './firefox';
import type { Held, HoldingServer } from './holding-server';
import { until } from './until';

/**
 * Which preflight belongs to which request Firefox tells nobody, so the server finds out: it answers one preflight at a time, in random order, and the
 * request that arrives next is the one that waited for it.
 */
export interface Truth {
  readonly call: Call;
  readonly preflights: string[];
  readonly responses: string[];
  settled: boolean;
}

/** Of many calls at once Firefox now and then sends some only after 20 s. ms */
const ARRIVE_WITHIN = 60_000;

/** Gives the page of the selected tab what `play` needs. */
export const callsInPage = async (firefox: Firefox, server: HoldingServer): Promise<void> =>
  void (await firefox.inPage(CALLS, server.origin));

/** Makes the calls until each finds its preflight in the cache. @returns how many were made. */
export async function warm(
  calls: readonly Call[],
  about: { readonly firefox: Firefox; readonly server: HoldingServer },
): Promise<number> {
  let made = 0;
  // A new Firefox takes some answers before it keeps one: it drops them while it is still resolving the host anew.
  for (let cached = calls.length === 0; !cached; made += calls.length) {
    const warmed = await play(calls, { ...about, lifetime: 600, first: made });
    cached = warmed.every(({ preflights }) => preflights.length === 0);
  }
  return made;
}

/** Starts the calls and lets them through one by one. @returns what became of each, in the order they started. */
export async function play(
  calls: readonly Call[],
  about: {
    readonly firefox: Firefox;
    readonly server: HoldingServer;
    /** `Access-Control-Max-Age` of the preflights' answers. */
    readonly lifetime: number;
    /** How many calls the page has made before. */
    readonly first: number;
    /** The event page is stopped now and then while answers are outstanding. */
    readonly stops?: boolean;
  },
): Promise<Truth[]> {
  const { firefox, server, lifetime, first } = about;
  const truths = calls.map((call): Truth => ({ call, preflights: [], responses: [], settled: false }));
  await firefox.inPage('window.startCalls(args[0])', calls);
  const haveArrived = () => server.preflights.length + server.requests.length === calls.length;
  await until('all calls to arrive', haveArrived, ARRIVE_WITHIN);

  // Those that came without a preflight found it in the cache. Which call each was shows when it is answered.
  const direct = [...server.requests];
  const slow = direct.slice(0, calls.filter((call) => call.slow).length);
  for (const held of direct) if (!slow.includes(held)) await settle(held, null);
  while (server.preflights.length > 0) {
    if (about.stops && Math.random() < 0.1) await firefox.eventPageStops();
    const preflight = server.preflights[Math.floor(Math.random() * server.preflights.length)];
    if (preflight === undefined) break;
    await letThrough(preflight);
  }
  for (const held of slow) await settle(held, null);
  return truths;

  async function letThrough(preflight: Held): Promise<void> {
    // Which call's it is, nobody knows yet; which calls are to be refused is decided by how many of them are left.
    const open = truths.filter(({ settled, call }) => !settled && belongsTo(call, preflight));
    const refuse =
      open.length > 0 && Math.random() < open.filter(({ call }) => call.preflight === 'refused').length / open.length;
    if (refuse) {
      preflight.release({ status: 403 });
      const index = await settledCall(truths, firefox, first);
      truths[index]?.preflights.push(preflight.tag);
      return;
    }
    const waiting = new Set(server.requests);
    preflight.release({ headers: { 'access-control-max-age': String(lifetime) } });
    const request = await until('the request behind its preflight', () =>
      server.requests.find((held) => !waiting.has(held)),
    );
    const redirect = truths.find(({ call }) => call.redirectTo !== undefined && call.path === request.url)?.call
      .redirectTo;
    if (redirect === undefined) return settle(request, preflight.tag);
    const held = new Set(server.preflights);
    request.release({ status: 307, headers: { location: redirect } });
    const next = await until('the preflight of the next hop', () =>
      server.preflights.find((other) => !held.has(other)),
    );
    const before = new Set(server.requests);
    next.release({ headers: { 'access-control-max-age': String(lifetime) } });
    const last = await until('the request of the next hop', () => server.requests.find((other) => !before.has(other)));
    last.release();
    const index = await settledCall(truths, firefox, first);
    truths[index]?.preflights.push(preflight.tag, next.tag);
    truths[index]?.responses.push(request.tag, last.tag);
  }

  async function settle(held: Held, preflight: string | null): Promise<void> {
    held.release();
    const index = await settledCall(truths, firefox, first);
    if (preflight !== null) truths[index]?.preflights.push(preflight);
    truths[index]?.responses.push(held.tag);
  }
}

const belongsTo = (call: Call, held: Held): boolean => held.url === call.path || held.url === call.redirectTo;

/** One call at a time is let go, so the one that settles is the one. @returns its index. */
async function settledCall(truths: readonly Truth[], firefox: Firefox, first: number): Promise<number> {
  const index = await until('the call to settle', async () => {
    const states = (await firefox.inPage('return window.calls')) as readonly boolean[];
    const found = truths.findIndex(({ settled }, i) => !settled && states[first + i] === true);
    return found === -1 ? null : found;
  });
  const truth = truths[index];
  if (truth) truth.settled = true;
  return index;
}

/** `startCalls` makes calls; `calls` tells of each whether it has settled. */
const CALLS = `
  const [api] = args;
  const run = ({ method, path, credentials = 'omit', headers = [] }) =>
    fetch(api + path, { method, credentials, headers: headers.map((name) => [name, '1']) }).catch(() => {});
  const worker = new Worker(URL.createObjectURL(new Blob([
    'const api = ' + JSON.stringify(api) + '; const run = ' + run + '; ' +
    'onmessage = async ({ data: [i, call] }) => { await run(call); postMessage(i); };',
  ])));
  worker.onmessage = ({ data }) => { window.calls[data] = true; };
  window.calls = [];
  window.startCalls = (list) => {
    for (const call of list) {
      const i = window.calls.push(false) - 1;
      if (call.from === 'worker') worker.postMessage([i, call]);
      else run(call).then(() => { window.calls[i] = true; });
    }
  };
`;

/** An empty page. */
export async function blankSite(): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>trace</title>'),
  );
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}
