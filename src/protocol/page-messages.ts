import type { PageOutcome, PolicyViolation } from '../exchange/exchange';
import type { CallItem, PageDocument, PageItem } from '../exchange/page-item';
import type { CredentialsMode } from '../fetch-standard/credentials-mode';

/** Bridge (a content script) → devtools page. The answer to both is `PageAnswer`; none means that nobody listens. */
export type BridgeMessage =
  | { readonly type: 'page-hook here' }
  | { readonly type: 'page-hook told'; readonly document: PageDocument; readonly items: readonly PageItem[] };

/** Devtools page → bridge. */
export interface PageAnswer {
  readonly listening: true;
}

/** Background → bridge: the switch is off, or DevTools is closed. */
export const STOP = 'page-hook stop';

/** A page that calls faster than this is told about in part. Items. */
export const ITEMS_AT_MOST = 2_000;

/** Longer values are cut. Characters; a name is a method, a mode, a header's name. */
const LONGEST = { name: 256, url: 131_072, stack: 8_192, message: 1_024, policy: 16_384 } as const;
const HEADER_NAMES_AT_MOST = 256;

/**
 * What a page says is looked at as a stranger's: a value of another type makes the item nothing, long text is cut, what
 * is not asked for is dropped. Never throws.
 *
 * @param value anything that survives structured clone.
 */
export function readItems(value: unknown): PageItem[] {
  if (!Array.isArray(value)) return [];
  return value
    .slice(0, ITEMS_AT_MOST)
    .map(readItem)
    .filter((item) => item !== null);
}

/** As `readItems`, for the whole message. */
export function readBridgeMessage(message: unknown): BridgeMessage | null {
  if (!isRecord(message)) return null;
  if (message['type'] === 'page-hook here') return { type: 'page-hook here' };
  const { type, document } = message;
  if (type !== 'page-hook told' || !isRecord(document)) return null;
  const origin = text(document['origin'], LONGEST.url);
  if (origin === null) return null;
  return {
    type,
    document: {
      origin,
      securePage: text(document['securePage'], LONGEST.url),
      serviceWorker: document['serviceWorker'] === true,
    },
    items: readItems(message['items']),
  };
}

export const isPageAnswer = (answer: unknown): answer is PageAnswer => isRecord(answer) && answer['listening'] === true;

function readItem(item: unknown): PageItem | null {
  if (!isRecord(item)) return null;
  switch (item['kind']) {
    case 'call':
      return readCall(item);
    case 'end': {
      const call = number(item['call']);
      const outcome = readOutcome(item['outcome']);
      return call === null || outcome === null ? null : { kind: 'end', call, outcome };
    }
    case 'violation': {
      const violation = readViolation(item['violation']);
      return violation && { kind: 'violation', violation };
    }
    default:
      return null;
  }
}

function readCall(item: Readonly<Record<string, unknown>>): CallItem | null {
  const call = number(item['call']);
  const at = number(item['at']);
  const method = text(item['method'], LONGEST.name);
  const url = text(item['url'], LONGEST.url);
  const mode = text(item['mode'], LONGEST.name);
  const redirect = text(item['redirect'], LONGEST.name);
  const { api, credentialsMode, headerNames } = item;
  if (call === null || at === null || method === null || url === null || mode === null || redirect === null)
    return null;
  if (api !== 'fetch' && api !== 'XMLHttpRequest') return null;
  if (!isCredentialsMode(credentialsMode) || !Array.isArray(headerNames)) return null;
  return {
    kind: 'call',
    call,
    api,
    method,
    url,
    mode,
    credentialsMode,
    redirect,
    headerNames: headerNames
      .slice(0, HEADER_NAMES_AT_MOST)
      .map((name) => text(name, LONGEST.name))
      .filter((name) => name !== null),
    uploadListener: item['uploadListener'] === true,
    streamBody: item['streamBody'] === true,
    urlCredentials: item['urlCredentials'] === true,
    stack: text(item['stack'], LONGEST.stack) ?? '',
    at,
  };
}

function readOutcome(outcome: unknown): PageOutcome | null {
  if (!isRecord(outcome)) return null;
  const at = number(outcome['at']);
  if (at === null) return null;
  switch (outcome['state']) {
    case 'answered': {
      const status = number(outcome['status']);
      return status === null ? null : { state: 'answered', at, type: text(outcome['type'], LONGEST.name), status };
    }
    case 'threw': {
      const name = text(outcome['name'], LONGEST.name);
      return name === null
        ? null
        : { state: 'threw', at, name, message: text(outcome['message'], LONGEST.message) ?? '' };
    }
    default:
      return null;
  }
}

function readViolation(violation: unknown): PolicyViolation | null {
  if (!isRecord(violation)) return null;
  const { disposition } = violation;
  const directive = text(violation['directive'], LONGEST.name);
  const blockedUrl = text(violation['blockedUrl'], LONGEST.url);
  const policy = text(violation['policy'], LONGEST.policy);
  const at = number(violation['at']);
  if (directive === null || blockedUrl === null || policy === null || at === null) return null;
  if (disposition !== 'enforce' && disposition !== 'report') return null;
  return { directive, disposition, blockedUrl, policy, at };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const text = (value: unknown, longest: number): string | null =>
  typeof value === 'string' ? value.slice(0, longest) : null;
const number = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);
const isCredentialsMode = (value: unknown): value is CredentialsMode =>
  value === 'omit' || value === 'same-origin' || value === 'include';
