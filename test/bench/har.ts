import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { check } from '../../src/cli/check';
import { type Bench, median } from './figure';
import { writeRecording } from './har-recording';

const MEGABYTES = 100;
const ROUNDS = 9;

/**
 * A whole `cors-lens check` – reading the file included – beside nothing but `JSON.parse` of its text, in turns in one
 * process, so that both meet the same machine.
 */
export const har: Bench = async (progress) => {
  const folder = mkdtempSync(join(tmpdir(), 'cors-lens-bench-'));
  try {
    const file = join(folder, 'recording.har');
    const { entries, bytes } = writeRecording(file, MEGABYTES);
    progress(`har: ${entries} entries, ${Math.round(bytes / 1e6)} MB`);
    const parses: number[] = [];
    const readings: number[] = [];
    const checks: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const { reading, parsing } = parse(file);
      parses.push(parsing);
      readings.push(reading + parsing);
      checks.push(await whole(file));
      progress(`har: JSON.parse ${Math.round(parses[round] ?? 0)} ms, check ${Math.round(checks[round] ?? 0)} ms`);
    }
    const beside = (baseline: readonly number[]) => median(checks) / median(baseline);
    const all = `a whole check beside JSON.parse of ${MEGABYTES} MB`;
    return [
      { name: 'har.parseRatio', value: beside(parses), unit: '×', beside: all },
      { name: 'har.readAndParseRatio', value: beside(readings), unit: '×', beside: `${all}, reading them included` },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** ms */
function parse(file: string): { readonly reading: number; readonly parsing: number } {
  const start = performance.now();
  const text = readFileSync(file, 'utf8');
  const read = performance.now();
  JSON.parse(text);
  return { reading: read - start, parsing: performance.now() - read };
}

async function whole(file: string): Promise<number> {
  const from = performance.now();
  let printed = 0;
  const code = await check(
    { files: [file], print: 'lines', harOut: null, version: '0' },
    {
      stdin: Readable.from([]),
      out: (text) => {
        printed += text.length;
      },
      error: (text) => {
        throw new Error(text);
      },
      colour: false,
      attended: false,
      progress: { say() {}, end() {} },
    },
  );
  const took = performance.now() - from;
  // The recording holds refused requests: a check that does not find them has measured nothing.
  if (code !== 1 || printed === 0) throw new Error(`the check ended with ${code}`);
  return took;
}
