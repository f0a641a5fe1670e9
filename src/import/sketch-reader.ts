import { type Entries, sketcher } from './entries';
import { entryFinder, type FoundEntries } from './entry-finder';
import type { EntryView } from './entry-view';
import { restOf, unlessBroken } from './found-har';
import { importViews } from './har';
import type { HarReader, ReadAgain } from './har-reader';
import { logOf } from './har-shape';
import { keptBytes } from './kept-bytes';
import { objectOf } from './loose-json';
import { type Recorder, recorderOf } from './recorder';
import { rememberingLast } from './remembering-last';
import type { MakeScanner } from './scanner';
import { type GrowingViews, viewsFor } from './views';

/** Most entries are shorter, without their bodies. Bytes */
const ROOM = 262_144;

/**
 * Looks at a HAR while it is being read, and forgets it: of most requests nobody asks more than how they ended. To fill as
 * much memory as the file needs without its bodies would take longer than to look through it. What a request that did not
 * get through carried, how long it took and who called it is missing in what is found.
 *
 * @param readAgain for the few entries that are looked at once more; what is no JSON then is thrown as a SyntaxError
 */
export function sketchReader(readAgain: ReadAgain, makeScanner: MakeScanner): HarReader {
  const finder = entryFinder(ROOM, makeScanner);
  const decoder = new TextDecoder();
  const sketch = sketcher();
  const stays = keptBytes(ROOM);
  const places: Place[] = [];
  const entries: Entries = {
    get length() {
      return places.length;
    },
    at: rememberingLast((index) => {
      const place = places[index];
      if (place === undefined) return undefined;
      const { start, end } = place;
      return JSON.parse(decoder.decode(place.of === 'file' ? readAgain(start, end) : stays.part(start, end)));
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
        places.push({ of: 'what stays', start: stays.length, end: stays.length + bytes.length });
        stays.keep(bytes, 0, bytes.length);
      } else places.push({ of: 'file', ...place.inFile });
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

/** Where an entry that is looked at once more is to be read. */
interface Place {
  readonly of: 'file' | 'what stays';
  readonly start: number;
  readonly end: number;
}

/** How the others ended is all that anybody asks. */
const isAskedFor = ({ error, trouble, isPreflight, isOurs }: EntryView, recorder: Recorder): boolean =>
  !recorder.tellsOutcome || error !== null || trouble !== null || isPreflight || isOurs;

const recorderIn = (har: unknown): Recorder => recorderOf(objectOf(objectOf(har)?.['log']) ?? {});

const isSame = (a: Recorder, b: Recorder): boolean => JSON.stringify(a) === JSON.stringify(b);
