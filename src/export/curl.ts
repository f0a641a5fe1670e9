import { diagnose } from '../diagnostics/diagnose';
import type { Check, Verdict } from '../diagnostics/verdict';
import type { Exchange, Hop, Request } from '../exchange/exchange';
import { get, type HeaderList } from '../fetch-standard/header-list';
import { redact } from './redact';
import type { Redaction } from './redaction';
import { shellLimits } from './shell-limits';
import { type CurlOption, comment, inShell, nowhere, type Shell } from './shells';

export interface CurlOptions {
  readonly shell: Shell;
  /** Default: no secret leaves. */
  readonly redaction?: Redaction;
}

/**
 * The exchange to run again by hand: for each URL of it the preflight as the browser sent it, then the request, each with
 * what to look for in the answer. curl runs no CORS check, so what it prints is for the reader to compare.
 */
export function curlOf(
  exchange: Exchange,
  options: CurlOptions,
  verdictOf: (exchange: Exchange) => Verdict = diagnose,
): string {
  const [shown = exchange] = redact([exchange], options.redaction).exchanges;
  return curlText(shown, verdictOf(shown), options.shell);
}

/** As `curlOf`, of an exchange that has been redacted already. */
export function curlText(exchange: Exchange, verdict: Verdict, shell: Shell): string {
  const parts = exchange.hops.flatMap((hop, index) => hopCalls(exchange, hop, index, verdict));
  return parts
    .map((part, index) => [...part.comments(index + 1, parts.length), part.call].map((it) => it(shell)).join('\n'))
    .join('\n\n')
    .concat('\n');
}

interface Part {
  readonly comments: (number: number, all: number) => ((shell: Shell) => string)[];
  readonly call: (shell: Shell) => string;
}

function hopCalls(exchange: Exchange, hop: Hop, index: number, verdict: Verdict): Part[] {
  const origin = originOf(exchange, hop);
  const preflight = preflightCall(hop, origin, verdict, index);
  const names = unsafeNames(hop, verdict);
  const known = hop.request.headerList;
  const missing = known === null ? names.filter((name) => name !== '') : [];
  const headerList: HeaderList = known ?? [
    ...(origin === null ? [] : [['Origin', origin] as const]),
    ...missing.map((name) => [name, 'fill in'] as const),
  ];
  const where = exchange.hops.length > 1 ? ` to URL ${index + 1} of ${exchange.hops.length}` : '';
  const notes = [
    ...(missing.length > 0
      ? [`The browser never sent it, so the values of ${missing.join(', ')} are not known: fill them in.`]
      : []),
    ...(hasMark(hop.request) ? ['Values marked "redacted" were hidden on export: fill them in.'] : []),
  ];
  const body = hop.request.network?.postData?.text ?? null;
  const request: Part = partOf(
    `the request${where}`,
    notes,
    verdict.checks.filter(isAbout('response', index)),
    (shell) => call(shell, hop.request.method, hop.request.url, headerList, body),
  );
  return preflight === null
    ? [request]
    : [partOf(`the preflight${where}`, preflight.notes, preflight.checks, preflight.call), request];
}

function preflightCall(hop: Hop, origin: string | null, verdict: Verdict, index: number) {
  const checks = verdict.checks.filter(isAbout('preflight', index));
  if (hop.preflight) {
    const { method, url, headerList } = hop.preflight.request;
    const list = headerList ?? preflightHeaders(hop, origin, verdict);
    return { notes: ['As the browser sent it.'], checks, call: (shell: Shell) => call(shell, method, url, list, null) };
  }
  if (verdict.preflight.needed !== true) return null;
  const list = preflightHeaders(hop, origin, verdict);
  return {
    notes: [
      'No preflight was seen (the browser may have had the answer in its preflight cache); this is what it would send.',
    ],
    checks,
    call: (shell: Shell) => call(shell, 'OPTIONS', hop.request.url, list, null),
  };
}

/** https://fetch.spec.whatwg.org/#cors-preflight-fetch, steps 1 to 5. */
function preflightHeaders(hop: Hop, origin: string | null, verdict: Verdict): HeaderList {
  const names = unsafeNames(hop, verdict);
  return [
    ['Accept', '*/*'],
    ['Access-Control-Request-Method', hop.request.method],
    ...(names.length > 0 ? [['Access-Control-Request-Headers', names.join(',')] as const] : []),
    ...(origin === null ? [] : [['Origin', origin] as const]),
  ];
}

/** The CORS-unsafe request-header names: those the preflight asked for, else those that the diagnosis found. */
function unsafeNames(hop: Hop, verdict: Verdict): string[] {
  const asked = hop.preflight?.request.headerList
    ? (get(hop.preflight.request.headerList, 'Access-Control-Request-Headers') ?? '')
    : verdict.preflight.triggers
        .map((trigger) => (trigger.kind === 'header' ? trigger.name.toLowerCase() : ''))
        .join(',');
  return [...new Set(asked.split(',').map((name) => name.trim()))].filter((name) => name !== '').sort();
}

function originOf(exchange: Exchange, hop: Hop): string | null {
  for (const list of [hop.request.headerList, hop.preflight?.request.headerList]) {
    const origin = list ? get(list, 'Origin') : null;
    if (origin !== null) return origin;
  }
  return exchange.initiator;
}

const isAbout = (on: Check['on'], hop: number) => (check: Check) => check.on === on && check.hop === hop;

function partOf(what: string, notes: readonly string[], checks: readonly Check[], run: (shell: Shell) => string): Part {
  return {
    call: run,
    comments: (number, all) => {
      const wanted = checks.filter((check) => check.state !== 'not needed' && check.needed !== '');
      const lines = [
        `${all > 1 ? `${number}. ` : ''}${what[0]?.toUpperCase()}${what.slice(1)}. ${notes.join(' ')}`.trim(),
        ...(wanted.length > 0 ? ['Look for:'] : []),
        ...wanted.map((check) => `  ${check.name}: ${check.needed}${received(check)}`),
      ];
      return lines.map((line) => (shell: Shell) => comment(shell, line));
    },
  };
}

function received(check: Check): string {
  if (check.state === 'passed') return '';
  return check.received === null ? ' (missing when recorded)' : ` (was: ${check.received})`;
}

/** curl makes these itself, from the URL, the body and the protocol. */
const ownHeaders = new Set([
  'host',
  'content-length',
  'connection',
  'transfer-encoding',
  'proxy-connection',
  'keep-alive',
]);

function call(shell: Shell, method: string, url: string, headerList: HeaderList, body: string | null): string {
  const options: CurlOption[] = [
    { flag: 'silent' },
    { flag: 'show-error' },
    // The headers are what matters: they go to the terminal, the body goes nowhere.
    { flag: 'dump-header', value: '-' },
    { flag: 'output', value: nowhere(shell) },
    { flag: 'globoff' },
    { flag: 'path-as-is' },
    ...methodOptions(method),
    { flag: 'url', value: line(url) },
    ...headerList.flatMap(headerOption),
    ...(body === null ? [] : [{ flag: 'data-raw' as const, value: body.replaceAll('\u0000', '') }]),
  ];
  const text = inShell(shell, { options });
  return [...shellLimits(shell, text, body).map((sentence) => comment(shell, sentence)), text].join('\n');
}

/** `--request HEAD` would wait for a body that never comes. */
function methodOptions(method: string): CurlOption[] {
  if (method === 'GET') return [];
  return method === 'HEAD' ? [{ flag: 'head' }] : [{ flag: 'request', value: line(method) }];
}

function headerOption([name, value]: readonly [string, string]): CurlOption[] {
  // A name that is no token would be read as something else: `@file`, a header removed, a second header.
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) || ownHeaders.has(name.toLowerCase())) return [];
  const shown = line(value).trim();
  // "Header:" tells curl to leave it out; "Header;" to send it empty.
  return [{ flag: 'header', value: shown === '' ? `${name};` : `${name}: ${shown}` }];
}

/** No header and no URL holds a line break; one from a file would start another header, and an escape would reach a terminal. */
const line = (text: string): string => text.replace(/[^\P{Cc}\t]+/gu, ' ');

const hasMark = (request: Request): boolean =>
  [request.url, request.network?.postData?.text ?? '', ...(request.headerList ?? []).map(([, value]) => value)].some(
    (text) => /redacted[ -]\d+[ -]character/.test(text),
  );
