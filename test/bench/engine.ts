import { diagnose } from '../../src/diagnostics/diagnose';
import { nothingElse } from '../../src/diagnostics/recording';
import { many } from '../support/session';
import type { Bench } from './figure';

const EXCHANGES = 10_000;

/** How many exchanges a second get their outcome and their words, as the panel's rows need them. */
export const engine: Bench = async (progress) => {
  const exchanges = many(EXCHANGES);
  let words = 0;
  const started = performance.now();
  for (const exchange of exchanges) {
    const { outcome, blockedBy, cause } = diagnose(exchange, nothingElse);
    words += outcome.length + (blockedBy?.short.length ?? 0) + (cause?.short.length ?? 0);
  }
  const seconds = (performance.now() - started) / 1000;
  progress(`engine: ${EXCHANGES} exchanges, ${words} characters said, ${seconds.toFixed(2)} s`);
  return [
    {
      name: 'engine.exchangesPerSecond',
      value: EXCHANGES / seconds,
      unit: 'exchanges/s',
      beside: 'outcome, reason and cause of each',
    },
  ];
};
