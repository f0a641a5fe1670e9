import { expect, test } from 'vitest';
import type { Preflight } from '../../src/exchange/exchange';
import { compare } from '../lab/agreement/compare';
import { disagreements } from '../lab/agreement/report';
import { panelSides, protocolSides } from '../lab/agreement/sides';
import { until } from '../lab/run';
import { urlOf } from '../lab/scenarios/scenario';
import { allowMethods, api, echo } from '../lab/scenarios/words';
import { logHolds } from '../support/log-listener';
import { stopWorker } from '../support/stop-worker';
import { labForFile } from './lab-browser';

const session = labForFile();

/** As many as Chromium sends to one server at once. */
const AT_ONCE = 6;
const ROUNDS = 30;

test('the background worker is stopped amid preflights and amid requests: nothing is lost, and the panel shows the same list', async () => {
  const { browser, lab, recorder, exporter, open } = session();
  const { page, panel } = await open();
  const says = { numbered: true, delay: 3000 } as const;
  const url = urlOf(
    api({ ...says, headers: echo, preflight: { ...says, status: 204, headers: [...echo, allowMethods('PUT')] } }),
    lab,
    'stopped-worker',
  );
  const put = (count: number) =>
    page.evaluate(
      async (target: string, times: number) => {
        const puts = Array.from({ length: times }, (_, n) => fetch(`${target}&n=${n}`, { method: 'PUT' }));
        // DevTools counts a request as over only when its body was read.
        await Promise.all(puts.map(async (put) => (await put).text()));
      },
      url,
      count,
    );
  const rows = () => panel.$$eval('[role=grid] [role=row]', (all) => all.map((row) => row.getAttribute('aria-label')));
  const preflightsAre = (wanted: (preflight: Preflight) => boolean) =>
    logHolds(panel, (exchanges) => {
      const preflights = exchanges.flatMap(({ hops: [{ preflight }] }) => preflight ?? []);
      return preflights.length === AT_ONCE && preflights.every(wanted);
    });

  const done = put(AT_ONCE);
  await preflightsAre(({ request }) => request.headerList !== null);
  await until(async () => (await rows()).length === AT_ONCE);
  const before = await rows();
  await stopWorker(browser.browser);
  expect(await rows()).toEqual(before);
  await preflightsAre(({ end }) => end.state === 'completed');
  await stopWorker(browser.browser);
  await done;
  await until(() => recorder.requests().every(({ end }) => end.state !== 'pending'));
  await logHolds(panel, (exchanges) => exchanges.filter(({ end }) => end.state === 'completed').length === AT_ONCE);

  const compared = compare(protocolSides(recorder.requests()), panelSides(await exporter.exportHar(panel)));
  expect(compared.map(({ protocol }) => protocol.preflights?.[0]?.replace(/#\d+/, ''))).toEqual(
    Array.from({ length: AT_ONCE }, () => '204'),
  );
  expect(disagreements(compared)).toEqual([]);

  // The list follows the log a frame later.
  const areAllowed = (all: readonly (string | null)[]) => all.every((row) => row?.endsWith(' allowed'));
  await until(async () => areAllowed(await rows()));
  const whole = await rows();
  expect(whole).toHaveLength(AT_ONCE);
  await stopWorker(browser.browser);
  await put(1);
  await until(async () => (await rows()).length === AT_ONCE + 1);
  expect((await rows()).slice(0, AT_ONCE)).toEqual(whole);
});

test('the background worker is stopped three times amid the traffic: what its events did not tell, DevTools’ entries do', async () => {
  const { browser, lab, recorder, exporter, open } = session();
  recorder.clear();
  const { page, panel } = await open();
  const says = { numbered: true, delay: [0, 60] } as const;
  const url = urlOf(
    api({ ...says, headers: echo, preflight: { ...says, status: 204, headers: [...echo, allowMethods('PUT')] } }),
    lab,
    'stopped-amid',
  );
  const done = page.evaluate(
    async (target: string, rounds: number, atOnce: number) => {
      for (let round = 0; round < rounds; round++) {
        const puts = Array.from({ length: atOnce }, (_, n) => fetch(`${target}&n=${n}.${round}`, { method: 'PUT' }));
        await Promise.all(puts.map(async (put) => (await put).text()));
      }
    },
    url,
    ROUNDS,
    AT_ONCE,
  );
  const made = () => protocolSides(recorder.requests()).length;
  for (const share of [0.2, 0.5, 0.8]) {
    await until(() => made() >= share * ROUNDS * AT_ONCE);
    await stopWorker(browser.browser);
  }
  await done;
  const compared = async () => compare(protocolSides(recorder.requests()), panelSides(await exporter.exportHar(panel)));
  await until(async () => disagreements(await compared()).length === 0);
  const all = await compared();
  expect(disagreements(all)).toEqual([]);
  expect(all).toHaveLength(ROUNDS * AT_ONCE);
  // Nor is anything told twice.
  const rows = panelSides(await exporter.exportHar(panel)).filter(({ scenario }) => scenario === 'stopped-amid');
  expect(rows).toHaveLength(ROUNDS * AT_ONCE);
});
