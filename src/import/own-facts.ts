import type { Browser, End } from '../exchange/exchange';
import type { EntryFacts, ExchangeFacts, NetworkFacts, ResponseFacts } from '../export/har-facts';
import type { HeaderList } from '../fetch-standard/header-list';
import { arrayOf, flagOf, type JsonObject, numberOf, objectOf, textOf } from './loose-json';
import { invisibleOf, pageReportOf } from './own-page-report';

/**
 * `_corsLens`, our own extra facts, read back. The file may have been edited or forged since, so each fact is looked at;
 * one that is not of its kind counts as not known.
 */
export interface OwnEntry {
  readonly exchange: string;
  readonly role: 'preflight' | 'request';
  readonly hop: number;
  readonly facts: EntryFacts | null;
  readonly exchangeFacts: ExchangeFacts | null;
}

export function ownEntry(entry: JsonObject): OwnEntry | null {
  const cors = objectOf(entry['_cors']);
  const exchange = textOf(cors?.['exchange']);
  const role = cors?.['role'];
  const hop = numberOf(cors?.['hop']);
  if (exchange === null || (role !== 'preflight' && role !== 'request')) return null;
  if (hop === null || !Number.isInteger(hop) || hop < 0 || hop > 100) return null;
  const lens = objectOf(entry['_corsLens']);
  return {
    exchange,
    role,
    hop,
    facts: entryFactsOf(objectOf(lens?.['entry'])),
    exchangeFacts: exchangeFactsOf(objectOf(lens?.['exchange'])),
  };
}

function entryFactsOf(facts: JsonObject | null): EntryFacts | null {
  if (!facts) return null;
  const url = textOf(facts['url']);
  const preflight = objectOf(facts['preflight']);
  return {
    ...(url === null ? {} : { url }),
    startedAt: numberOf(facts['startedAt']),
    sentAt: numberOf(facts['sentAt']),
    headersSeen: facts['headersSeen'] !== false,
    composedHeaderList: headerListOf(facts['composedHeaderList']),
    network: networkFactsOf(objectOf(facts['network'])),
    response: responseFactsOf(objectOf(facts['response'])),
    preflight: preflight && { requestId: textOf(preflight['requestId']) ?? '', end: endOf(preflight['end']) },
  };
}

const networkFactsOf = (facts: JsonObject | null): NetworkFacts | null =>
  facts && {
    startedAt: numberOf(facts['startedAt']) ?? 0,
    duration: numberOf(facts['duration']) ?? 0,
    error: textOf(facts['error']),
    responseBytes: numberOf(facts['responseBytes']),
    httpVersion: textOf(facts['httpVersion']),
    hasTimings: facts['hasTimings'] === true,
    initiator: textOf(facts['initiator']),
  };

const responseFactsOf = (facts: JsonObject | null): ResponseFacts | null =>
  facts && {
    ...(facts['statusKnown'] === false ? { statusKnown: false } : {}),
    deliveredHeaderList: headerListOf(facts['deliveredHeaderList']),
    fromCache: flagOf(facts['fromCache']),
    ip: textOf(facts['ip']),
    receivedAt: numberOf(facts['receivedAt']),
  };

function exchangeFactsOf(facts: JsonObject | null): ExchangeFacts | null {
  if (!facts) return null;
  const keeper = textOf(objectOf(facts['notKept'])?.['by']);
  return {
    ...(keeper === null ? {} : { notKept: { by: keeper } }),
    browser: browserOf(facts['browser']),
    tabId: numberOf(facts['tabId']) ?? 0,
    frameId: numberOf(facts['frameId']) ?? 0,
    documentId: textOf(facts['documentId']),
    initiator: textOf(facts['initiator']),
    resourceType: textOf(facts['resourceType']) ?? 'other',
    startedAt: numberOf(facts['startedAt']) ?? 0,
    end: endOf(facts['end']),
    page: pageReportOf(objectOf(facts['page'])),
    invisible: invisibleOf(objectOf(facts['invisible'])),
  };
}

const browserOf = (value: unknown): Browser | null =>
  value === 'chromium' || value === 'firefox' || value === 'webkit' ? value : null;

function endOf(value: unknown): End {
  const end = objectOf(value);
  const at = numberOf(end?.['at']) ?? 0;
  switch (end?.['state']) {
    case 'pending':
      return { state: 'pending' };
    case 'completed':
      return { state: 'completed', at };
    case 'failed':
      return { state: 'failed', at, error: textOf(end['error']) ?? '' };
    case 'asking':
      return { state: 'asking', at, what: 'authentication' };
    case 'unknown':
      return { state: 'unknown', why: textOf(end['why']) ?? '', ...(end['open'] === true ? { open: true } : {}) };
    default:
      return { state: 'unknown', why: 'The file does not say how it ended.' };
  }
}

function headerListOf(value: unknown): HeaderList | null {
  if (!Array.isArray(value)) return null;
  return value.flatMap((pair: unknown) => {
    const [name, text] = arrayOf(pair);
    return typeof name === 'string' && typeof text === 'string' ? [[name, text] as const] : [];
  });
}
