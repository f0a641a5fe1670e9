import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/diagnostics/diagnose';
import type { Exchange } from '../../../../src/exchange/exchange';
import { ledgerOf } from '../../../../src/panel/view-model/ledger';
import { rowOf } from '../../../../src/panel/view-model/row';
import { hostile, START, session } from '../../../support/session';

const rowsOf = (exchanges: readonly Exchange[]) => exchanges.map((exchange) => rowOf(exchange, diagnose(exchange)));
const entry = (url: string, now = START + 16_000) =>
  ledgerOf(rowsOf(session), now).entries.find((one) => one.url === url);

describe('the ledger', () => {
  test('says until when an answer is kept, and that a change cannot be seen before', () => {
    const cart = entry('https://api.example/v1/cart/7')!;
    expect(cart).toMatchObject({
      state: 'kept',
      until: START + 741 + 600_000,
      why: '10 min, as the server asked',
      used: 1,
    });
    expect(cart.advice).toContain('cannot be seen before');
  });

  test('says that it ran out', () => {
    expect(entry('https://api.example/v1/cart/7', START + 700_000)).toMatchObject({ state: 'ran out', advice: '' });
  });

  test('keeps nothing of a preflight that fails', () => {
    expect(entry('https://api.example/v1/orders')).toMatchObject({ state: 'not kept', until: null, methods: '' });
  });

  test('replaces an answer by the next to the same URL', () => {
    const cart = session.find((exchange) => exchange.id === 'e06')!;
    const [hop] = cart.hops;
    const later = { ...hop.preflight!, response: { ...hop.preflight!.response!, receivedAt: START + 50_000 } };
    const again: Exchange = { ...cart, id: 'again', hops: [{ ...hop, preflight: later }] };
    const entries = ledgerOf(rowsOf([cart, again]), START + 60_000).entries;
    expect(entries).toHaveLength(1);
    expect(entries[0]?.until).toBe(START + 650_000);
  });

  test('reads whatever strangers send', () => {
    expect(() => ledgerOf(rowsOf(hostile), START)).not.toThrow();
  });
});
