import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { check, type Job } from '../../../src/cli/check';
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

    async function saidOf(job: Pick<Job, 'files' | 'print' | 'harOut'>): Promise<string> {
      let said = '';
      const say = (more: string) => {
        said += more;
      };
      await check(
        { version: '0', ...job },
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
      return said;
    }

    test('none leaves in lines of a large file, of which little is looked at', async () => {
      const large = join(folder, `${creator}-large.har`);
      writeFileSync(large, text.padEnd(9_000_000));
      expect(leaksIn(await saidOf({ files: [large], print: 'lines', harOut: null }))).toEqual([]);
    });

    test.each(['lines', 'json', 'sarif', 'markdown'] as const)(
      'none leaves in %s, none in --har',
      async (print) => {
        const harOut = join(folder, `${creator}-${print}.har`);
        expect(leaksIn(await saidOf({ files: [file], print, harOut }))).toEqual([]);
        const written = readFileSync(harOut, 'utf8');
        expect(leaksIn(written)).toEqual([]);
        expect(harComplaints(JSON.parse(written))).toEqual([]);
      },
      60_000,
    );
  },
);
