import { type Entries, sketcher } from './entries';
import { type EntryFinder, entryFinder, type FoundEntries } from './entry-finder';
import type { EntryView } from './entry-view';
import { restOf, unlessBroken } from './found-har';
import { type ImportedHar, importViews } from './har';
import { logOf } from './har-shape';
import { keptBytes } from './kept-bytes';
import { objectOf } from './loose-json';
import { type Recorder, recorderOf } from './recorder';
import { rememberingLast } from './remembering-last';
import type { MakeScanner } from './scanner';
import { type GrowingViews, viewsFor } from './views';

/** Most entries are shorter, without their bodies. Bytes */
const ROOM = 262_144;

/** Bytes of the file, from one place to another. */
export type ReadAgain = (start: number, end: number) => Uint8Array;

export interface SketchReader extends Pick<EntryFinder, 'room' | 'filled'> {
  /**
   * As `importFound`, for whoever asks no more than how requests ended and why: what a request that did not get through
   * carried, how long it took and who called it is missing.
   */
  found(): ImportedHar | null;
}

/**
 * Looks at a HAR while it is being read, and forgets it: of most requests nobody asks more than how they ended. To fill as
 * much memory as the file needs without its bodies would take longer than to look through it.
 *
 * @param readAgain for the few entries that are looked at once more; what is no JSON then is thrown as a SyntaxError
 */
export function sketchReader(readAgain: ReadAgain, makeScanner: MakeScanner): SketchReader {
  const finder = entryFinder(ROOM, makeScanner);
  const decoder = new TextDecoder();
  const sketch = sketcher();
  const stays = keptBytes(ROOM);
  /** From, to, from, to …: in `stays`, or as negative numbers in the file. */
  const places: number[] = [];
  const entries: Entries = {
    get length() {
      return places.length / 2;
    },
    at: rememberingLast((index) => {
      const [start = 0, end = 0] = places.slice(2 * index, 2 * index + 2);
      return JSON.parse(decoder.decode(end < 0 ? readAgain(~start, ~end) : stays.part(start, end)));
    }),
  };
  let views: GrowingViews | null = null;
  let isJson = true;

  function look({ kept, entries: found, listStart }: FoundEntries): void {
    if (found.length === 0) return;
    views ??= viewsFor(recorderIn(JSON.parse(`${decoder.decode(kept.part(0, listStart))}]}}`)), entries.at);
    for (const place of found) {
      const bytes = sketch(kept, place);
      const view = views.add(JSON.parse(decoder.decode(bytes)));
      if (view !== null && isAskedFor(view, views.recorder)) {
        places.push(stays.length, stays.length + bytes.length);
        stays.keep(bytes, 0, bytes.length);
      } else places.push(~place.inFile.start, ~place.inFile.end);
    }
  }

  return {
    room: finder.room,
    filled(count) {
      finder.filled(count);
      isJson &&= unlessBroken(() => look(finder.take())) !== null;
    },
    found() {
      const found = finder.found();
      if (!isJson || found === null || views === null || views.views.length === 0) return null;
      const log = unlessBroken(() => logOf(restOf(found)));
      // Some files name their creator behind the entries.
      if (log === null || typeof log === 'string' || !isSame(recorderOf(log), views.recorder)) return null;
      return importViews(log, entries, views);
    },
  };
}

/** How the others ended is all that anybody asks. */
const isAskedFor = ({ error, trouble, isPreflight, isOurs }: EntryView, recorder: Recorder): boolean =>
  !recorder.tellsOutcome || error !== null || trouble !== null || isPreflight || isOurs;

const recorderIn = (har: unknown): Recorder => recorderOf(objectOf(objectOf(har)?.['log']) ?? {});

const isSame = (a: Recorder, b: Recorder): boolean => JSON.stringify(a) === JSON.stringify(b);
