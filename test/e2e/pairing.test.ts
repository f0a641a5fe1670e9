import { describe, expect, test } from 'vitest';
import { compare } from '../lab/agreement/compare';
import { disagreements } from '../lab/agreement/report';
import { panelSides, protocolSides } from '../lab/agreement/sides';
import { until } from '../lab/run';
import { urlOf } from '../lab/scenarios/scenario';
import { allowMethods, api, echo, maxAge } from '../lab/scenarios/words';
import { logHolds } from '../support/log-listener';
import { labForFile } from './lab-browser';

const session = labForFile();

interface Asked {
  readonly method: string;
  readonly url: string;
}

/** Requests as fast as the browser takes them; every answer has a number, so nothing that is alike can be mistaken. */
async function flood(requests: readonly Asked[], atOnce = requests.length) {
  const { recorder, exporter, open } = session();
  recorder.clear();
  const { page, panel } = await open();
  for (let from = 0; from < requests.length; from += atOnce) {
    await page.evaluate(
      async (wanted: readonly Asked[]) => {
        await Promise.allSettled(wanted.map(({ url, method }) => fetch(url, { method })));
      },
      requests.slice(from, from + atOnce),
    );
  }
  const ended = () => recorder.requests().filter(({ end }) => end.state !== 'pending').length;
  await until(() => ended() >= requests.length);
  // The browser is done; the last events may still be on their way to the panel.
  const urls = new Set(requests.map(({ url }) => url));
  await logHolds(panel, (exchanges) => {
    const ours = exchanges.filter(({ hops }) => urls.has(hops[0].request.url));
    return ours.length >= requests.length && ours.every(({ end }) => end.state !== 'pending');
  });
  const compared = compare(protocolSides(recorder.requests()), panelSides(await exporter.exportHar(panel)));
  await page.close();
  return compared;
}

const random = <Item>(items: readonly Item[]): Item => items[Math.floor(Math.random() * items.length)] as Item;

const aQuarterNotFound = Array.from({ length: 200 }, () => random([204, 204, 204, 404]));

/** Preflights are answered each at its own time, and with these statuses in turn. Chromium caches none for a URL above 1,023 characters. */
const unreliable = (cached: string, statuses: readonly number[]) =>
  api({
    numbered: true,
    headers: echo,
    delay: [0, 30],
    preflight: {
      numbered: true,
      status: statuses,
      headers: [...echo, allowMethods('PUT, DELETE, PATCH'), maxAge(cached)],
      delay: [0, 120],
    },
  });

describe('each preflight is shown with its request, as the protocol’s initiator.requestId has it', () => {
  test('200 identical PUTs at once', async () => {
    const url = urlOf(unreliable('0', aQuarterNotFound), session().lab, 'identical-puts');
    const compared = await flood(Array.from({ length: 200 }, () => ({ method: 'PUT', url })));
    expect(compared).toHaveLength(200);
    expect(compared.filter(({ protocol }) => protocol.verdict === 'PreflightInvalidStatus').length).toBeGreaterThan(10);
    expect(disagreements(compared)).toEqual([]);
  });

  test('300 requests of several methods to several URLs, a third without a preflight', async () => {
    const urls = [0, 1, 2].map((n) => urlOf(unreliable('0', aQuarterNotFound), session().lab, `mixed-${n}`));
    const methods = ['PUT', 'DELETE', 'PATCH', 'GET', 'GET'];
    const compared = await flood(Array.from({ length: 300 }, () => ({ method: random(methods), url: random(urls) })));
    expect(compared).toHaveLength(300);
    expect(disagreements(compared)).toEqual([]);
  });

  test('300 requests of which many find their preflight in the cache', async () => {
    const urls = ['0', '1', '600'].map((cached) =>
      urlOf(unreliable(cached, [404, 204]), session().lab, `cached-${cached}`),
    );
    const methods = ['PUT', 'PUT', 'DELETE', 'GET'];
    const compared = await flood(
      Array.from({ length: 300 }, () => ({ method: random(methods), url: random(urls) })),
      20,
    );
    const withoutPreflight = compared.filter(
      ({ protocol }) => protocol.method !== 'GET' && protocol.preflights?.[0] === null,
    );
    expect(withoutPreflight.length).toBeGreaterThan(10);
    expect(disagreements(compared)).toEqual([]);
  });
});
