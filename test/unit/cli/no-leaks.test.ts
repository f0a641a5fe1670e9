import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { check } from '../../../src/cli/check';
import { harComplaints } from '../../support/har-validity';
import { leaksIn, plantedCount, plantedHar } from '../../support/planted-secrets';

const folder = mkdtempSync(join(tmpdir(), 'cors-lens-leaks-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(['WebInspector', 'Firefox', 'Playwright', 'Fiddler'])(
  'a HAR of %s with a secret in every member',
  (creator) => {
    const before = plantedCount();
    const text = JSON.stringify(plantedHar(creator));
    const planted = plantedCount() - before;
    const file = join(folder, `${creator}.har`);
    writeFileSync(file, text);

    test('is full of them', () => {
      expect(planted).toBeGreaterThan(500);
      expect(leaksIn(text).length).toBeGreaterThanOrEqual(planted);
    });

    test.each(['lines', 'json', 'sarif', 'markdown'] as const)(
      'none leaves in %s, none in --har',
      async (print) => {
        const harOut = join(folder, `${creator}-${print}.har`);
        let said = '';
        const say = (more: string) => {
          said += more;
        };
        await check(
          { files: [file], print, harOut, version: '0' },
          {
            stdin: Readable.from([]),
            out: say,
            error: say,
            colour: false,
            attended: true,
            progress: { say() {}, end() {} },
          },
        );
        expect(said).not.toBe('');
        expect(leaksIn(said)).toEqual([]);
        const written = readFileSync(harOut, 'utf8');
        expect(leaksIn(written)).toEqual([]);
        expect(harComplaints(JSON.parse(written))).toEqual([]);
      },
      60_000,
    );
  },
);
