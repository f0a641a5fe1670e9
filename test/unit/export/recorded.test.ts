import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnostics/diagnose';
import type { Exchange } from '../../../src/exchange/exchange';
import { corsOpinion } from '../../../src/export/cors-field';
import { harOf } from '../../../src/export/har';
import { hideAll, type Redaction } from '../../../src/export/redaction';
import { importHar } from '../../../src/import/har';
import { harComplaints } from '../../support/har-validity';
import { logged, traces } from '../../support/recorded-traces';
import { session } from '../../support/session';

/** What browsers and other tools really recorded, where properties make do with what might be. */
const creator = { name: 'CORS Lens', version: '0' };
const keepAll: Redaction = { keep: ['cookies', 'credentials', 'urls', 'bodies', 'other headers'], alsoHide: [] };

function read(file: string) {
  const har = importHar(file);
  if (!har.ok) throw new Error(har.sentence);
  return har;
}

const tools = readdirSync('test/traces/tools').filter((file) => file.endsWith('.har'));
const recordings: readonly (readonly [string, () => readonly Exchange[]])[] = [
  ...traces.map(([file, trace]) => [file, () => logged(trace)] as const),
  // Taken in the middle of it: preflights without requests, requests without ends.
  ...traces.map(([file, trace]) => {
    const observations = trace.observations.slice(0, trace.observations.length / 2);
    return [`half of ${file}`, () => logged({ ...trace, observations })] as const;
  }),
  ...tools.map((file) => [file, () => read(readFileSync(`test/traces/tools/${file}`, 'utf8')).exchanges] as const),
  ['the sample session', () => session],
];

describe.each(recordings)('%s', (_, exchanges) => {
  test.each([
    ['redacted', hideAll],
    ['with everything kept', keepAll],
  ])('%s: valid, and read back the same bytes and verdicts', (_name, redaction) => {
    const recorded = exchanges();
    expect(recorded.length).toBeGreaterThan(0);
    const first = JSON.stringify(harOf(recorded, { creator, redaction }));
    expect(harComplaints(JSON.parse(first))).toEqual([]);
    const back = read(first);
    expect(JSON.stringify(harOf(back.exchanges, { creator, redaction }))).toBe(first);
    const opinions = (all: readonly Exchange[]) =>
      new Map(
        all.map((exchange) => {
          const { outcome, blockedBy, cause, credentialsMode } = corsOpinion(diagnose(exchange));
          return [exchange.id, [outcome, blockedBy?.rule, blockedBy?.on, cause, credentialsMode]];
        }),
      );
    expect(opinions(back.exchanges)).toEqual(opinions(recorded));
  });
});
