import { stat, writeFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { Outcome } from '../diagnostics/verdict';
import { hideAll, hiderOf } from '../export/redaction';
import { rewriteHar } from '../export/rewrite-har';
import { entryFinder } from '../import/entry-finder';
import { importFound, unlessBroken } from '../import/found-har';
import type { HarImport, ImportedHar } from '../import/har';
import { importBytes } from '../import/in-batches';
import { leftOutSentence } from '../import/left-out';
import { scannerInWasm } from '../import/scanner-in-wasm';
import { sketchReader } from '../import/sketch-reader';
import type { Files, Print } from './arguments';
import { checksOf } from './check-exchanges';
import { summaryOf } from './lines';
import type { Progress } from './progress';
import { type MakeReader, readInput, type Whole } from './read-input';
import { nameOf, reportOf } from './report';

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
  readonly files: Files;
  readonly print: Print;
  readonly harOut: string | null;
  readonly version: string;
}

/** @returns the exit code: 0 nothing blocked, 1 something blocked, 2 a file could not be used */
export async function check(job: Job, terminal: Terminal): Promise<0 | 1 | 2> {
  if (job.harOut !== null && (await isSameFile(job.files[0], job.harOut)))
    return unusable(
      terminal,
      `${job.harOut} is the file to be checked, and redaction cannot be undone: name another OUT.`,
    );
  const report = reportOf({ ...job, colour: terminal.colour });
  const hide = hiderOf(hideAll);
  const outcomes: Outcome[] = [];
  const notes: string[] = [];
  let checked = 0;
  let rewritten: (() => object) | null = null;
  for (const file of job.files) {
    const result = await checkFile(file, job, terminal, (read) => {
      const checks = checksOf(read, terminal.progress, hide);
      return { read, checks, text: report.add(file, checks) };
    });
    if ('sentence' in result) {
      unusable(terminal, result.sentence);
      continue;
    }
    checked += 1;
    const { read, checks, text } = result;
    terminal.progress.end();
    terminal.out(text);
    // Not by spreading: a file may have more lines than a call may have arguments.
    for (const line of checks.lines()) outcomes.push(line.outcome);
    notes.push(...notesOn(read).map((note) => (job.files.length > 1 ? `${nameOf(file)}: ${note}` : note)));
    if (job.harOut !== null) rewritten = () => rewriteHar(read, checks.whole(), checks.hide, job.version);
  }
  if (checked === 0) return 2;
  const { text, notes: more } = report.end();
  terminal.progress.end();
  terminal.out(text);
  if (job.print === 'lines' && terminal.attended) terminal.error(`${summaryOf(outcomes, job.files.length)}\n`);
  for (const note of [...notes, ...more]) terminal.error(`${note}\n`);
  if (job.harOut !== null && rewritten !== null) {
    const sentence = await write(job.harOut, `${JSON.stringify(rewritten())}\n`);
    if (sentence !== null) return unusable(terminal, sentence);
  }
  if (checked < job.files.length) return 2;
  return outcomes.includes('blocked') ? 1 : 0;
}

/** @param make throws a SyntaxError where it reads what is no JSON; it is called once more then */
async function checkFile<T extends object>(
  file: string,
  job: Job,
  terminal: Terminal,
  make: (read: ImportedHar) => T,
): Promise<T | { readonly sentence: string }> {
  // Lines need no more of a request that got through than how it ended.
  const makeReader = job.print === 'lines' && job.harOut === null ? sketching : wholeReader;
  const input = await readInput(file, terminal.stdin, terminal.progress, makeReader);
  if (!input.ok) return input;
  try {
    const { found } = input;
    const made = found && unlessBroken(() => make(found));
    if (made !== null) return made;
    const read = importWhole(input.whole());
    return read.ok ? make(read) : { sentence: `${nameOf(file)}: ${read.sentence}` };
  } finally {
    input.close();
  }
}

const sketching: MakeReader = (_, readAgain) => sketchReader(readAgain, scannerInWasm);
const wholeReader: MakeReader = (size) => {
  const { room, filled, found } = entryFinder(size, scannerInWasm);
  return { room, filled, found: () => importFound(found()) };
};

const importWhole = (whole: Whole): HarImport => (whole.ok ? importBytes(whole.bytes) : whole);

const notesOn = ({ recorder, leftOut }: ImportedHar): string[] => [
  ...(recorder.blindSpot === null ? [] : [recorder.blindSpot]),
  ...(leftOut.length === 0 ? [] : [leftOutSentence(leftOut)]),
];

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

async function write(file: string, text: string): Promise<string | null> {
  try {
    await writeFile(file, text);
    return null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return `${file} could not be written (${code}).`;
  }
}
