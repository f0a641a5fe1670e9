import type { Exchange } from '../../exchange/exchange';
import type { Redaction, SecretKind, SecretSeen } from '../../export/redaction';
import { addressOf } from './address';
import type { Row } from './row';
import { clip, many } from './text';

/** What the reader chose in the export dialog. */
export interface ExportChoice {
  readonly scope: Scope;
  /** Kinds that may leave as they are. */
  readonly keep: readonly SecretKind[];
  /** Header names, separated by commas. */
  readonly alsoHide: string;
}

export type Scope = 'shown' | 'problems' | 'all';

export const SCOPES: readonly { readonly id: Scope; readonly word: string }[] = [
  { id: 'shown', word: 'Shown in the list' },
  { id: 'problems', word: 'Blocked and failed only' },
  { id: 'all', word: 'Everything recorded' },
];

export const KINDS: readonly { readonly id: SecretKind; readonly word: string }[] = [
  { id: 'cookies', word: 'Cookies' },
  { id: 'credentials', word: 'Authorization, API keys' },
  { id: 'urls', word: 'Secrets in URLs' },
  { id: 'bodies', word: 'Request bodies' },
  { id: 'other headers', word: 'Headers nobody knows' },
];

export interface ExportPreview {
  readonly exchanges: readonly Exchange[];
  readonly redaction: Redaction;
  readonly counts: Readonly<Record<Scope, number>>;
  readonly found: Readonly<Record<SecretKind, number>>;
  readonly kept: number;
  /** `20 values hidden in 8 requests`. */
  readonly words: string;
  readonly rows: readonly PreviewRow[];
}

export interface PreviewRow {
  readonly where: string;
  readonly request: string;
  readonly inFile: string;
  readonly was: string;
  readonly hidden: boolean;
}

export function exportPreviewOf(
  choice: ExportChoice,
  rows: { readonly all: readonly Row[]; readonly shown: readonly Row[] },
  secretsIn: (exchanges: readonly Exchange[], redaction: Redaction) => readonly SecretSeen[],
): ExportPreview {
  const problems = rows.all.filter((row) => row.problem !== null);
  const chosen = { shown: rows.shown, problems, all: rows.all }[choice.scope];
  const exchanges = chosen.map((row) => row.exchange);
  const redaction: Redaction = { keep: choice.keep, alsoHide: namesIn(choice.alsoHide) };
  const secrets = secretsIn(exchanges, redaction);
  const hidden = secrets.filter((secret) => secret.hidden);
  const byId = new Map(exchanges.map((exchange) => [exchange.id, exchange]));
  const found = { cookies: 0, credentials: 0, urls: 0, bodies: 0, 'other headers': 0 };
  for (const { kind } of secrets) found[kind] += 1;
  const requests = new Set(hidden.map((secret) => secret.exchange)).size;
  return {
    exchanges,
    redaction,
    counts: { shown: rows.shown.length, problems: problems.length, all: rows.all.length },
    found,
    kept: secrets.length - hidden.length,
    words: wordsOf(hidden.length, requests, secrets.length - hidden.length),
    rows: secrets.map((secret) => ({
      where: clip(secret.where, 60),
      request: requestWords(byId.get(secret.exchange)),
      inFile: clip(secret.inFile, 60),
      was: many(secret.length, 'character'),
      hidden: secret.hidden,
    })),
  };
}

function wordsOf(hidden: number, requests: number, kept: number): string {
  if (hidden > 0) return `${many(hidden, 'value')} hidden in ${many(requests, 'request')}`;
  return kept > 0 ? 'nothing is hidden' : 'nothing to hide';
}

const namesIn = (text: string): string[] => text.split(/[,\s]+/).filter((name) => name !== '');

function requestWords(exchange: Exchange | undefined): string {
  if (exchange === undefined) return '';
  const { method, url } = exchange.hops[0].request;
  return clip(`${method} ${addressOf(url).path.split('?', 1)[0]}`, 60);
}
