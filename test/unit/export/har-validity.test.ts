import fc from 'fast-check';
import { expect, test } from 'vitest';
import { harOf } from '../../../src/export/har';
import { exchanges, urls } from '../../support/arbitrary-exchange';
import { harComplaints } from '../../support/har-validity';
import { noVerdict } from '../../support/verdict';

const creator = { name: 'CORS Lens', version: '0.1.0' };

test('whatever was recorded, the HAR is valid', () => {
  fc.assert(
    fc.property(
      fc.array(exchanges, { maxLength: 4 }),
      fc.array(fc.record({ url: urls, at: fc.double() }), { maxLength: 3 }),
      (recorded, pages) => {
        const har = harOf(recorded, { creator, pages }, () => () => noVerdict);
        const file = JSON.parse(JSON.stringify(har)) as unknown;
        expect(harComplaints(file)).toEqual([]);
        const wanted = recorded.flatMap((it) => it.hops.flatMap((hop) => (hop.preflight ? [1, 1] : [1])));
        expect(har.log.entries).toHaveLength(wanted.length);
        const dates = har.log.entries.map((entry) => entry.startedDateTime);
        expect(dates).toEqual([...dates].sort());
      },
    ),
    { numRuns: 300 },
  );
}, 60_000);
