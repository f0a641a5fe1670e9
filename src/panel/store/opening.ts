import { batch, signal } from '@preact/signals';
import type { Exchange } from '../../exchange/exchange';
import { leftOutSentence } from '../../import/left-out';
import type { Host } from '../host';
import { many, plain } from '../view-model/text';
import type { AnnouncingPart } from './announcing';
import type { ListsPart } from './lists';
import type { LogPart } from './log';
import type { PagesPart } from './pages';

/** A file being read. */
export interface Reading {
  readonly name: string;
  /** 0 to 1; null: not known yet. */
  readonly done: number | null;
  cancel(): void;
}

/** How much of the way is the file; the rest is the rows for its last exchanges. */
const FILE = 0.95;

/** Files that are opened beside what is recorded. */
export function openingPart(host: Host, log: LogPart, lists: ListsPart, pages: PagesPart, { say }: AnnouncingPart) {
  const reading = signal<Reading | null>(null);
  /** Why the last file could not be opened: a sentence, with backticks as in a finding's title. */
  const fileTrouble = signal<{ readonly name: string; readonly sentence: string } | null>(null);

  /** What is there stays until the last row is made; then the file takes the place of the one before. */
  async function openFile(file: File): Promise<void> {
    reading.value?.cancel();
    const stop = new AbortController();
    const cancel = (): void => {
      stop.abort();
      lists.prepare([]);
      reading.value = null;
      say(`${file.name} was not opened`);
    };
    const progress = (done: number | null): void => {
      if (!stop.signal.aborted) reading.value = { name: file.name, done, cancel };
    };
    const exchanges: Exchange[] = [];
    progress(0);
    say(`Opening ${file.name}`);
    const read = await host.readHar(
      file,
      {
        progress: (done) => progress(done === null ? null : done * FILE),
        exchanges(next) {
          if (stop.signal.aborted) return;
          exchanges.push(...next);
          lists.prepare(exchanges);
        },
      },
      stop.signal,
    );
    if (!stop.signal.aborted && read.ok) await lists.prepared();
    if (stop.signal.aborted) return;
    batch(() => {
      reading.value = null;
      if (read.ok) {
        fileTrouble.value = null;
        const { leftOut, blindSpot } = read;
        show(file.name, exchanges, [
          ...(leftOut.length > 0 ? [leftOutSentence(leftOut)] : []),
          ...(blindSpot === null ? [] : [blindSpot]),
        ]);
      } else {
        fileTrouble.value = { name: file.name, sentence: read.sentence };
        say(`${file.name}: ${plain(read.sentence)}`);
      }
    });
  }

  function show(name: string, exchanges: readonly Exchange[], notes: readonly string[]): void {
    batch(() => {
      log.open({ name, exchanges, notes });
      lists.brush.value = null;
      pages.selectedId.value = null;
      pages.closePage();
    });
    say([`${many(exchanges.length, 'exchange')} from ${name}.`, ...notes].join(' '));
  }

  return {
    reading,
    fileTrouble,
    openFile,
    async importHar(): Promise<void> {
      const file = await host.pickFile('.har,application/json');
      if (file !== null) await openFile(file);
    },
    async showExample(): Promise<void> {
      // Most readers never ask for it.
      const { exampleAt } = await import('../example/example');
      show('an example', exampleAt(host.now()), []);
    },
    forgetTrouble(): void {
      fileTrouble.value = null;
    },
    closeFile(): void {
      log.open(null);
    },
  };
}

export type OpeningPart = ReturnType<typeof openingPart>;
