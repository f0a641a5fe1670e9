import { type KnownSecrets, secretCollector } from '../export/known-secrets';
import { type EntryView, viewOf } from './entry-view';
import type { Recorder } from './recorder';

/** What was seen of the entries of one file, one after the other. */
export interface Views {
  readonly recorder: Recorder;
  /** In the order of the file. */
  readonly views: readonly EntryView[];
  /** Indexes of entries that say too little to be a request. */
  readonly leftOut: readonly number[];
  /** What its cookies and credentials say. */
  readonly secrets: KnownSecrets;
}

export interface GrowingViews extends Views {
  /** The next of `log.entries`. @returns null: it is left out */
  add(item: unknown): EntryView | null;
}

/** @param again reads the entry of that index once more */
export function viewsFor(recorder: Recorder, again: (index: number) => unknown): GrowingViews {
  const secrets = secretCollector();
  const views: EntryView[] = [];
  const leftOut: number[] = [];
  let index = 0;
  return {
    recorder,
    views,
    leftOut,
    secrets,
    add(item) {
      const view = viewOf(item, index, recorder, again, secrets);
      if (view) views.push(view);
      else leftOut.push(index);
      index += 1;
      return view;
    },
  };
}
