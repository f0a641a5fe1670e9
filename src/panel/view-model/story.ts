import type { PreflightTrigger, Verdict } from '../../diagnostics/verdict';
import type { Exchange, Hop, Preflight, Response } from '../../exchange/exchange';
import { get } from '../../fetch-standard/header-list';
import { addressOf } from './address';
import { answerLines, noteworthyHeaders } from './answer-lines';
import { duration } from './clock';
import { callOf, type PageCall, type PageResult, resultOf } from './page-side';
import { answerSentence, preflightQuestion, requestSentence } from './quotes';
import { spansOf } from './spans';
import { statusLine } from './status-text';
import { clip } from './text';
import { type WireLine, wireLine } from './wire-line';

/** One exchange as a conversation of page, browser and server. */
export interface Story {
  readonly origin: string;
  readonly call: PageCall;
  readonly host: string;
  /** What the answers tell of the server: `nginx, Express`. */
  readonly via: string;
  readonly reached: boolean;
  readonly messages: readonly Message[];
  readonly result: PageResult | null;
}

export type Message =
  | {
      readonly kind: 'sent';
      readonly head: string;
      readonly tag: string;
      readonly quote: string;
      readonly lines: readonly WireLine[];
    }
  | {
      readonly kind: 'answered';
      readonly decision: 'refused' | 'not CORS' | 'passed' | null;
      readonly head: string;
      /** The status itself has to change; what for. */
      readonly headNote: string | null;
      readonly neededStatus: WireLine | null;
      readonly tag: string;
      readonly quote: string;
      readonly lines: readonly WireLine[];
    }
  | { readonly kind: 'never sent'; readonly head: string; readonly why: string }
  /** The browser settled it without asking the server. */
  | { readonly kind: 'kept'; readonly text: string }
  | { readonly kind: 'stopped'; readonly text: string; readonly amber: boolean }
  | { readonly kind: 'waiting'; readonly text: string };

export function storyOf(exchange: Exchange, verdict: Verdict): Story {
  const first = exchange.hops[0];
  const hosts = [...new Set(exchange.hops.map((hop) => clip(addressOf(hop.request.url).host, 80)).filter(Boolean))];
  const responses = exchange.hops
    .flatMap((hop) => [hop.preflight?.response ?? null, hop.response])
    .filter((r) => r !== null);
  return {
    origin: exchange.initiator ?? get(first.request.headerList ?? [], 'Origin') ?? 'origin not known',
    call: callOf(exchange, verdict),
    host: hosts.join(' → ') || clip(first.request.url, 60),
    via: viaOf(responses),
    reached: exchange.hops.some(
      (hop) => hop.response !== null || hop.preflight !== null || hop.request.sentAt !== null,
    ),
    messages: exchange.hops.flatMap((hop, index) => hopMessages(exchange, verdict, hop, index)),
    result: resultOf(exchange, verdict),
  };
}

function hopMessages(exchange: Exchange, verdict: Verdict, hop: Hop, index: number): Message[] {
  const out: Message[] = [];
  const path = clip(pathFor(exchange, hop), 160);
  if (hop.preflight !== null) {
    out.push(preflightSent(hop.preflight, path));
    if (hop.preflight.response !== null)
      out.push(answered(exchange, verdict, index, 'preflight', hop.preflight.response));
    else out.push(...unanswered(exchange, verdict, index, 'preflight', hop.preflight.end.state === 'pending'));
  } else if (verdict.preflight.answeredFrom === 'preflight cache' && index === 0) {
    out.push({ kind: 'kept', text: keptText(verdict) });
  }
  const head = `${clip(hop.request.method, 40)} ${path}`;
  const sent = hop.request.sentAt !== null || hop.response !== null;
  if (!sent) {
    if (hop.preflight !== null && exchange.end.state !== 'pending')
      out.push({ kind: 'never sent', head, why: 'never sent' });
    if (hop.preflight === null)
      out.push(...unanswered(exchange, verdict, index, 'request', exchange.end.state === 'pending', head));
    return out;
  }
  const request = requestSentence(hop.request.headerList);
  out.push({
    kind: 'sent',
    head,
    tag: index === 0 ? 'request' : 'redirected request',
    quote: request,
    lines: requestLines(hop),
  });
  if (hop.response !== null) out.push(answered(exchange, verdict, index, 'response', hop.response));
  else out.push(...unanswered(exchange, verdict, index, 'response', exchange.end.state === 'pending'));
  return out;
}

function preflightSent(preflight: Preflight, path: string): Message {
  const headers = preflight.request.headerList ?? [];
  const shown = [
    'Origin',
    'Access-Control-Request-Method',
    'Access-Control-Request-Headers',
    'Access-Control-Request-Private-Network',
  ];
  const lines = shown.flatMap((name) => {
    const value = get(headers, name);
    return value === null ? [] : [wireLine('plain', name, value)];
  });
  if (preflight.request.headerList !== null)
    lines.push(wireLine('quiet', null, 'no cookie, no authorization: a preflight has none'));
  return { kind: 'sent', head: `OPTIONS ${path}`, tag: 'preflight', quote: preflightQuestion(preflight), lines };
}

function requestLines(hop: Hop): WireLine[] {
  const headers = hop.request.headerList;
  if (headers === null) return [wireLine('quiet', null, 'the browser has not shown its headers')];
  const lines: WireLine[] = [];
  const origin = get(headers, 'Origin');
  if (origin === null) lines.push(wireLine('quiet', null, 'no origin header'));
  else lines.push(wireLine('plain', 'origin', origin));
  for (const name of ['content-type', 'authorization', 'cookie']) {
    const value = get(headers, name);
    if (value !== null) lines.push(wireLine('plain', name, value));
  }
  return lines;
}

function answered(
  exchange: Exchange,
  verdict: Verdict,
  hop: number,
  on: 'preflight' | 'response',
  response: Response,
): Message {
  const answer = answerLines(verdict, hop, on, response);
  const span = spansOf(exchange).find(
    (s) => s.hop === hop && s.kind === (on === 'preflight' ? 'preflight' : 'request'),
  );
  const took = span === undefined || span.to === null ? '' : ` · ${duration(span.to - span.from)}`;
  const name = on === 'preflight' ? 'preflight answer' : hop < exchange.hops.length - 1 ? 'redirect' : 'response';
  const cached = response.fromCache ? ' · from the HTTP cache' : '';
  return {
    kind: 'answered',
    decision: decisionAt(exchange, verdict, hop, on),
    head: statusLine(response.status, response.statusText),
    headNote: answer.statusNote,
    neededStatus: answer.neededStatus,
    tag: `${name}${took}${cached}`,
    quote: answerSentence(response, on),
    lines: [...answer.lines, ...noteworthyHeaders(verdict, hop, on, response, answer.named)],
  };
}

function decisionAt(
  exchange: Exchange,
  verdict: Verdict,
  hop: number,
  on: 'preflight' | 'response',
): 'refused' | 'not CORS' | 'passed' | null {
  const { blockedBy, cause } = verdict;
  if (blockedBy !== null && blockedBy.hop === hop && blockedBy.on === on) {
    return cause !== null && !cause.headerHelps ? 'not CORS' : 'refused';
  }
  if (verdict.relation !== 'cors') return null;
  const before =
    blockedBy === null ||
    hop < blockedBy.hop ||
    (hop === blockedBy.hop && on === 'preflight' && blockedBy.on === 'response');
  if (!before) return null;
  const checks = verdict.checks.filter((check) => check.hop === hop && check.on === on);
  const passed =
    checks.some((check) => check.state === 'passed') && !checks.some((check) => check.state === 'stopped here');
  return passed || (verdict.outcome === 'allowed' && hop === exchange.hops.length - 1) ? 'passed' : null;
}

/** What stands where an answer would: still waiting, or what stopped it. */
function unanswered(
  exchange: Exchange,
  verdict: Verdict,
  hop: number,
  what: 'preflight' | 'response' | 'request',
  pending: boolean,
  head = '',
): Message[] {
  if (exchange.end.state === 'asking') return [{ kind: 'waiting', text: 'the browser asks the user to log in' }];
  if (pending) return [{ kind: 'waiting', text: what === 'request' ? 'not sent yet' : 'no answer yet' }];
  const finding = verdict.cause ?? verdict.blockedBy;
  const why =
    finding?.title ??
    (exchange.end.state === 'failed' ? `the browser says \`${clip(exchange.end.error, 120)}\`` : 'no answer was seen');
  const stopped: Message = { kind: 'stopped', text: why, amber: finding === null || !finding.headerHelps };
  if (hop < exchange.hops.length - 1) return [];
  return what === 'request'
    ? [stopped, { kind: 'never sent', head, why: 'stopped before it left the browser' }]
    : [stopped];
}

function keptText({ preflight }: Verdict): string {
  const asked = preflight.triggers.map(triggerWord);
  return `${asked.length > 0 ? `preflight for ${asked.join(' + ')}` : 'preflight'}: answered from the preflight cache`;
}

function triggerWord(trigger: PreflightTrigger): string {
  switch (trigger.kind) {
    case 'method':
      return clip(trigger.method, 40);
    case 'header':
      return clip(trigger.name, 60);
    case 'upload listener':
      return 'an upload listener';
    case 'stream body':
      return 'a streamed body';
  }
}

/** The path when page and server are as expected; the whole URL once a redirect has left the first server. */
function pathFor(exchange: Exchange, hop: Hop): string {
  const { origin, path } = addressOf(hop.request.url);
  return addressOf(exchange.hops[0].request.url).origin === origin ? path : hop.request.url;
}

function viaOf(responses: readonly Response[]): string {
  const names = new Set<string>();
  for (const response of responses) {
    for (const header of ['server', 'x-powered-by']) {
      const value = get(response.headerList, header);
      if (value) names.add(clip(value.split(/[/(]/, 1)[0]!.trim(), 24));
    }
  }
  return [...names].filter(Boolean).slice(0, 3).join(', ');
}
