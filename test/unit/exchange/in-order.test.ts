import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inOrder } from '../../../src/exchange/in-order';
import type { Observation } from '../../../src/exchange/observation';
import { observe } from '../../../src/exchange/pairing';
import { newPairing } from '../../../src/exchange/pairing-table';
import { simpleRequest } from '../../support/observations';
import type { Trace } from '../../traces/trace';

const traces = readdirSync('test/traces')
  .filter((file) => file.startsWith('firefox-') && file.endsWith('.json'))
  .map((file) => [file, (JSON.parse(readFileSync(`test/traces/${file}`, 'utf8')) as Trace).observations] as const);

/** As Firefox hands over what woke an event page: all starts, then all request headers, and so on. */
function grouped(observations: readonly Observation[]): readonly Observation[] {
  const kinds = [...new Set(observations.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => observations.filter((o) => o.kind === kind));
}

const paired = (observations: readonly Observation[]): unknown => {
  const pairing = newPairing('firefox');
  for (const o of observations) observe(pairing, o);
  return [...pairing.exchanges.values()].map(({ hops, end }) => ({ hops, end: end.state }));
};

describe('what Firefox grouped by kind', () => {
  test.each(traces)('makes the same exchanges again: %s', (_, observations) => {
    expect(paired(inOrder(grouped(observations)))).toEqual(paired(observations));
  });

  test('without it they would be others, so there is something to put right', () => {
    expect(traces.some(([, observations]) => !equal(paired(grouped(observations)), paired(observations)))).toBe(true);
  });
});

describe('within one millisecond', () => {
  test('a preflight completes before its request is answered, whichever was handed over first', () => {
    const request = simpleRequest('1', { method: 'PUT' }).map((o) => ({ ...o, at: 1 }));
    const preflight = simpleRequest('2', { method: 'OPTIONS' }).map((o) => ({ ...o, at: 1 }));
    const kinds = inOrder(grouped([...request, ...preflight])).map(({ requestId, kind }) => `${requestId} ${kind}`);
    expect(kinds.indexOf('2 completed')).toBeLessThan(kinds.indexOf('1 completed'));
    expect(kinds.indexOf('1 request started')).toBeLessThan(kinds.indexOf('2 request started'));
  });

  test('what a redirect leads to comes after it', () => {
    const [start, sent] = simpleRequest('1', { url: 'https://api.example/old', at: 1 });
    const [startAgain] = simpleRequest('1', { url: 'https://api.example/new', at: 2 });
    const redirected = {
      ...start,
      kind: 'redirected',
      status: 307,
      statusText: '',
      headerList: [],
      at: 2,
    } as Observation;
    const events = [start, startAgain, sent, redirected].filter((o) => o !== undefined);
    expect(inOrder(events)).toEqual([start, sent, redirected, startAgain]);
  });

  test('nothing is lost and nothing is added', () => {
    for (const [, observations] of traces) expect(new Set(inOrder(observations))).toEqual(new Set(observations));
  });
});

const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
