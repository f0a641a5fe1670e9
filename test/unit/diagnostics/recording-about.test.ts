import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnostics/diagnose';
import { recordingAbout, recordingOf } from '../../../src/diagnostics/recording';
import type { Exchange } from '../../../src/exchange/exchange';
import { many, session } from '../../support/session';

const opinions = (exchange: Exchange, recording: ReturnType<typeof recordingOf>) => {
  const { outcome, findings } = diagnose(exchange, recording);
  return { outcome, findings: findings.map(({ rule, title }) => `${rule}: ${title}`) };
};

test('what is left out would have told nothing', () => {
  for (const exchange of session) {
    expect(opinions(exchange, recordingAbout(exchange, session))).toEqual(opinions(exchange, recordingOf(session)));
  }
});

describe('of a long recording', () => {
  const long = [...session, ...many(5_000)];

  test('opinions come out the same', () => {
    for (const exchange of session) {
      expect(opinions(exchange, recordingAbout(exchange, long))).toEqual(opinions(exchange, recordingOf(long)));
    }
  });

  test('only the newest of the same server and path are looked at', () => {
    const [exchange] = session as readonly [Exchange];
    const { byServer } = recordingAbout(exchange, long);
    const { origin } = new URL(exchange.hops[0].request.url);
    const newest = long.filter(({ hops }) => hops[0].request.url.startsWith(`${origin}/`)).at(-1);
    expect(byServer.get(origin)?.length).toBeLessThanOrEqual(400);
    expect(byServer.get(origin)?.at(-1)?.id).toBe(newest?.id);
  });
});
