import type { Har, Page } from 'har-format';
import type { Exchange } from '../exchange/exchange';
import { corsOpinion } from './cors-field';
import { type CorsEntry, compare, entriesOf, oldestFirst } from './har-entry';
import { isoDate } from './har-timings';
import { redact } from './redact';
import { redactPageTitle } from './redact-url';
import type { Hide, Redaction } from './redaction';
import { type VerdictsAmong, verdictsAmong } from './verdicts';

export interface HarOptions {
  /** Default: no secret leaves. */
  readonly redaction?: Redaction;
  readonly creator: { readonly name: string; readonly version: string };
  readonly browser?: { readonly name: string; readonly version: string } | null;
  /** The pages that made the requests, oldest first. */
  readonly pages?: readonly HarPage[];
  /** The whole recording, where only a part of it leaves: it sharpens the verdicts. */
  readonly recorded?: readonly Exchange[];
}

export interface HarPage {
  readonly url: string;
  /** ms since the epoch. */
  readonly at: number;
}

export type CorsHar = { log: Omit<Har['log'], 'entries'> & { entries: CorsEntry[] } };

/**
 * HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/): preflights, requests and redirect hops as entries of their
 * own, oldest first, each with its `_cors`. Valid whatever was recorded; redacted unless asked otherwise.
 * @param verdicts is given redacted exchanges only, so that no text quotes a secret
 */
export function harOf(
  exchanges: readonly Exchange[],
  options: HarOptions,
  verdicts: VerdictsAmong = verdictsAmong,
): CorsHar {
  const { exchanges: shown, hide } = redact(oldestFirst(exchanges), options.redaction);
  const verdictOf = verdicts(options.recorded ? redact(options.recorded, options.redaction).exchanges : shown);
  const pages = pagesOf(options.pages ?? [], hide);
  const entries = shown
    .flatMap((exchange) => entriesOf(exchange, corsOpinion(verdictOf(exchange))))
    .map((entry) => withPage(entry, pages))
    .sort((a, b) => compare(a.startedDateTime, b.startedDateTime));
  return {
    log: {
      version: '1.2',
      creator: { name: options.creator.name, version: options.creator.version },
      ...(options.browser ? { browser: { name: options.browser.name, version: options.browser.version } } : {}),
      ...(pages.length === 0 ? {} : { pages }),
      entries,
    },
  };
}

function pagesOf(pages: readonly HarPage[], hide: Hide): Page[] {
  return pages
    .map((page) => ({ url: page.url, startedDateTime: isoDate(page.at) }))
    .sort((a, b) => compare(a.startedDateTime, b.startedDateTime))
    .map(({ url, startedDateTime }, index) => ({
      startedDateTime,
      id: `page_${index + 1}`,
      title: redactPageTitle(url, hide),
      pageTimings: { onContentLoad: -1, onLoad: -1 },
    }));
}

/** The page that was open when the request started; one that started before all of them belongs to none. */
function withPage(entry: CorsEntry, pages: readonly Page[]): CorsEntry {
  const page = pages.findLast((one) => one.startedDateTime <= entry.startedDateTime);
  return page === undefined ? entry : { pageref: page.id, ...entry };
}
