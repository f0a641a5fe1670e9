import type { Exchange } from '../exchange/exchange';
import type { PanelMessage } from '../protocol/messages';

/** What the panel needs from outside. `main.tsx` gives the browser's; tests and the demo page give their own. */
export interface Host {
  /** To whoever owns the log. */
  send(message: PanelMessage): void;
  /** Each message from the log's owner; unknown until a guard has looked at it. Returns how to stop. */
  listen(receive: (message: unknown) => void): () => void;
  /** Rejects when the browser refuses the clipboard. */
  copy(text: string): Promise<void>;
  save(name: string, mimeType: string, text: string): void;
  /** null: the reader chose none. `accept` as in `<input type=file>`. */
  pickFile(accept: string): Promise<File | null>;
  /** Reads a HAR file without blocking the panel. */
  readHar(file: File, listener: HarListener, stop: AbortSignal): Promise<HarRead>;
  /** null: this browser cannot open a source line. Line and column count from 1. */
  readonly openSource: ((url: string, line: number, column: number) => void) | null;
  /** Reloads the inspected page; null: there is none (the demo page). */
  readonly reload: (() => void) | null;
  /** Asks the browser for access to sites, where it can be asked. */
  requestPermission(): void;
  /** DevTools' own theme; null: follow `prefers-color-scheme`. */
  readonly theme: { current(): Theme | null; listen(changed: (theme: Theme | null) => void): void };
  /** Where the reader's terminal runs. */
  readonly system: 'windows' | 'other';
  /** Settings of this panel, kept between sessions. */
  readonly memory: { recall(key: string): string | null; remember(key: string, value: string): void };
  /** Runs once before the next picture is drawn. */
  nextFrame(run: () => void): void;
  /** ms since the epoch. */
  now(): number;
  readonly browser: 'chromium' | 'firefox';
}

/** What a file tells while it is read. */
export interface HarListener {
  /** 0 to 1; null while it cannot be told. */
  progress(done: number | null): void;
  /** The next of its exchanges. */
  exchanges(batch: readonly Exchange[]): void;
}

export type HarRead =
  | {
      readonly ok: true;
      /** Indexes of entries that say too little to be a request. */
      readonly leftOut: readonly number[];
      /** What files of that tool cannot show and nobody would miss, in a sentence; null: nothing. */
      readonly blindSpot: string | null;
    }
  | { readonly ok: false; readonly sentence: string };

export type Theme = 'light' | 'dark';
