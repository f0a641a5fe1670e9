import { entriesIn } from './entries';
import type { FoundEntries } from './entry-finder';
import { type ImportedHar, importShape } from './har';
import { shapeOf } from './har-shape';

/** @returns null: there are no entries, or something in the file is no JSON: parsed whole, it will tell */
export function importFound(found: FoundEntries | null): ImportedHar | null {
  if (found === null) return null;
  return unlessBroken(() => {
    const har = importShape(shapeOf(restOf(found), entriesIn(found)));
    return har.ok ? har : null;
  });
}

/**
 * The HAR without its entries.
 * @throws SyntaxError if it is no JSON
 */
export function restOf({ kept, listStart, listEnd }: FoundEntries): unknown {
  return JSON.parse(decoder.decode(kept.part(0, listStart)) + decoder.decode(kept.part(listEnd, kept.length)));
}

/** @returns null: what it parsed was no JSON */
export function unlessBroken<T>(parse: () => T): T | null {
  try {
    return parse();
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const decoder = new TextDecoder();
