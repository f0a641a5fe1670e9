import fc from 'fast-check';
import { expect, test } from 'vitest';
import { harOf } from '../../../src/export/har';
import { importHar } from '../../../src/import/har';
import { exchanges, urls } from '../../support/arbitrary-exchange';
import { pageUrl, plantedExchanges } from '../../support/planted-secrets';
import { noVerdict } from '../../support/verdict';

const creator = { name: 'CORS Lens', version: '0.1.0' };
const write = (recorded: Parameters<typeof harOf>[0], pages: { url: string; at: number }[]) =>
  JSON.stringify(harOf(recorded, { creator, pages }, () => () => noVerdict));

function readAndWrite(file: string): string {
  const read = importHar(file);
  if (!read.ok) throw new Error(read.sentence);
  return write(read.exchanges, [...read.pages]);
}

/** Where two files part, with what stands around it. */
function firstDifference(a: string, b: string): [string, string] | null {
  if (a === b) return null;
  let at = 0;
  while (a[at] === b[at]) at++;
  return [a.slice(Math.max(0, at - 80), at + 80), b.slice(Math.max(0, at - 80), at + 80)];
}

test('export, import, export: the same bytes, whatever was recorded', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(exchanges, { maxLength: 4, selector: (it) => it.id }),
      fc.array(fc.record({ url: urls, at: fc.integer({ min: 0, max: 2_000_000_000_000 }) }), { maxLength: 2 }),
      (recorded, pages) => {
        const first = write(recorded, pages);
        expect(firstDifference(readAndWrite(first), first)).toBeNull();
      },
    ),
    { numRuns: 200 },
  );
}, 60_000);

test('what was hidden stays hidden under the same letters', () => {
  const first = write(plantedExchanges, [{ url: pageUrl, at: 0 }]);
  expect(firstDifference(readAndWrite(first), first)).toBeNull();
});
