import { stat, writeFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { markdownSummaryOf } from '../export/markdown-summary';
import { rewriteHar } from '../export/rewrite-har';
import { importBytes } from '../import/in-batches';
import type { Print } from './arguments';
import { type Checks, checksOf } from './check-exchanges';
import { jsonLine } from './json';
import { lineOf, summaryOf } from './lines';
import type { Progress } from './progress';
import { readInput } from './read-input';
import { sarifOf } from './sarif';

export interface Terminal {
  readonly stdin: Readable;
  out(text: string): void;
  error(text: string): void;
  /** May standard output be coloured? */
  readonly colour: boolean;
  /** Is somebody looking at standard error? */
  readonly attended: boolean;
  readonly progress: Progress;
}

export interface Job {
  readonly file: string;
  readonly print: Print;
  readonly harOut: string | null;
  readonly version: string;
}

/** @returns the exit code: 0 nothing blocked, 1 something blocked, 2 the input could not be used */
export async function check(job: Job, terminal: Terminal): Promise<0 | 1 | 2> {
  if (job.harOut !== null && (await isSameFile(job.file, job.harOut)))
    return unusable(
      terminal,
      `${job.harOut} is the file to be checked, and redaction cannot be undone: name another OUT.`,
    );
  const input = await readInput(job.file, terminal.stdin, terminal.progress);
  if (!input.ok) return unusable(terminal, input.sentence);
  const read = importBytes(input.bytes, input.found);
  if (!read.ok) return unusable(terminal, `${job.file === '-' ? 'Standard input' : job.file}: ${read.sentence}`);

  const checks = checksOf(read, terminal.progress);
  const text = printed(job, checks, terminal.colour);
  terminal.progress.end();
  terminal.out(text);
  const outcomes = checks.lines().map((line) => line.outcome);
  if (job.print === 'lines' && terminal.attended) terminal.error(`${summaryOf(outcomes)}\n`);
  if (read.recorder.blindSpot !== null) terminal.error(`${read.recorder.blindSpot}\n`);
  if (read.leftOut.length > 0) terminal.error(`${leftOut(read.leftOut)}\n`);
  if (job.harOut !== null) {
    const har = rewriteHar(read, checks.whole(), checks.hide, job.version);
    const sentence = await write(job.harOut, `${JSON.stringify(har)}\n`);
    if (sentence !== null) return unusable(terminal, sentence);
  }
  return outcomes.includes('blocked') ? 1 : 0;
}

/** By what it is, not by its name: links and `./` lead to the same file. */
async function isSameFile(file: string, out: string): Promise<boolean> {
  if (file === '-') return false;
  try {
    const [a, b] = await Promise.all([stat(file, { bigint: true }), stat(out, { bigint: true })]);
    return a.isFile() && a.dev === b.dev && a.ino === b.ino;
  } catch {
    // One of them is not there, or may not be looked at: whoever opens it says so.
    return false;
  }
}

function unusable(terminal: Terminal, sentence: string): 2 {
  terminal.progress.end();
  terminal.error(`${sentence}\n`);
  return 2;
}

function printed(job: Job, checks: Checks, colour: boolean): string {
  switch (job.print) {
    case 'lines':
      return checks
        .lines()
        .map((line) => `${lineOf(line, colour)}\n`)
        .join('');
    case 'json':
      return `${JSON.stringify(checks.whole().map(jsonLine), null, 2)}\n`;
    case 'sarif':
      return `${JSON.stringify(sarifOf(checks.whole(), job.file, job.version), null, 2)}\n`;
    case 'markdown': {
      const whole = checks.whole();
      return markdownSummaryOf(whole.map(({ exchange }) => exchange));
    }
  }
}

function leftOut(indexes: readonly number[]): string {
  const names = indexes.slice(0, 5).map((index) => `log.entries[${index}]`);
  const more = indexes.length > 5 ? ` and ${indexes.length - 5} more` : '';
  return `Left out: ${names.join(', ')}${more} ${indexes.length === 1 ? 'has' : 'have'} no request with a URL.`;
}

async function write(file: string, text: string): Promise<string | null> {
  try {
    await writeFile(file, text);
    return null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return `${file} could not be written (${code}).`;
  }
}
