import type { Verdict } from '../diagnostics/verdict';
import type { Exchange } from '../exchange/exchange';
import type { EntryPlace, ImportedHar } from '../import/har';
import { arrayOf, type JsonObject, numberOf, objectOf, textOf } from '../import/loose-json';
import { corsOpinion } from './cors-field';
import { type CorsEntry, entriesOf } from './har-entry';
import { isoDate } from './har-timings';
import { redactPageTitle, redactText } from './redact-url';
import type { Hide } from './redaction';
import { rewriteEntry } from './rewrite-entry';

export interface CheckedExchange {
  /** Redacted. */
  readonly exchange: Exchange;
  readonly verdict: Verdict;
  readonly places: readonly EntryPlace[];
}

/**
 * A HAR file of any tool again: the same entries in the same order, redacted, each that belongs to an exchange with its
 * `_cors`. Who recorded it stays, for that decides what the file can know.
 * @param hide the one the exchanges were redacted with, so that equal values have equal labels throughout
 */
export function rewriteHar(
  { log, entries }: Pick<ImportedHar, 'log' | 'entries'>,
  checked: readonly CheckedExchange[],
  hide: Hide,
  version: string,
): object {
  const pages = arrayOf(log['pages']).flatMap((page) => rewritePage(objectOf(page), hide));
  const pageIds = new Set(pages.map((page) => page.id));
  const cors = corsByIndex(checked);
  const browser = nameAndVersion(log['browser'], hide);
  return {
    log: {
      version: '1.2',
      // A name made up would be taken for the tool's when the file is read again.
      creator: nameAndVersion(log['creator'], hide) ?? { name: '', version: '' },
      ...(browser === null ? {} : { browser }),
      ...(pages.length === 0 ? {} : { pages }),
      entries: Array.from({ length: entries.length }).flatMap((_, index) => {
        const entry = objectOf(entries.at(index));
        if (!entry) return [];
        const found = cors.get(index);
        // Our own file: its facts are in the exchange.
        if (found && entry['_corsLens'] !== undefined) return [found];
        const rewritten = rewriteEntry(entry, pageIds, hide);
        return [found ? { ...rewritten, _cors: found._cors } : rewritten];
      }),
      comment: `Redacted and with verdicts, by CORS Lens ${version}`,
    },
  };
}

/** Index in the file → the entry as our exporter would write it. */
function corsByIndex(checked: readonly CheckedExchange[]): ReadonlyMap<number, CorsEntry> {
  const byIndex = new Map<number, CorsEntry>();
  for (const { exchange, verdict, places } of checked) {
    const entries = entriesOf(exchange, corsOpinion(verdict));
    for (const { index, role, hop } of places) {
      const entry = entries.find(({ _cors }) => _cors.role === role && _cors.hop === hop);
      if (entry) byIndex.set(index, entry);
    }
  }
  return byIndex;
}

function rewritePage(page: JsonObject | null, hide: Hide) {
  const id = textOf(page?.['id']);
  if (!page || id === null) return [];
  const timings = objectOf(page['pageTimings']);
  const timing = (name: string) => Math.max(-1, numberOf(timings?.[name]) ?? -1);
  const at = Date.parse(textOf(page['startedDateTime']) ?? '');
  const title = textOf(page['title']) ?? '';
  return [
    {
      startedDateTime: isoDate(Number.isFinite(at) ? at : null),
      id,
      title: redactPageTitle(title, hide),
      pageTimings: { onContentLoad: timing('onContentLoad'), onLoad: timing('onLoad') },
    },
  ];
}

function nameAndVersion(value: unknown, hide: Hide): { name: string; version: string } | null {
  const object = objectOf(value);
  const name = textOf(object?.['name']);
  if (name === null) return null;
  return {
    name: redactText(name, 'name', hide),
    version: redactText(textOf(object?.['version']) ?? '', 'version', hide),
  };
}
