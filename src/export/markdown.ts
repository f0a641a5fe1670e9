import type { Check, Finding, NeededAnswer, Verdict } from '../diagnostics/verdict';
import type { Exchange, Preflight, Request, Response } from '../exchange/exchange';
import { curlText } from './curl';
import { block, code, escapeMarkdown, prose, table } from './markdown-text';
import { redact } from './redact';
import type { Redaction } from './redaction';
import { alsoOf, likelyServerFix, type ServerFix } from './server-fix';
import { verdictsAmong } from './verdicts';

export type { ServerFix } from './server-fix';

export interface MarkdownOptions {
  /** Default: no secret leaves. */
  readonly redaction?: Redaction;
  /** The fix in the code of the reader's server. Default: of the server that the answers give away. */
  readonly serverFix?: (exchange: Exchange, verdict: Verdict) => ServerFix | null;
  /** The whole recording, where only a part of it is reported: it sharpens the verdicts. */
  readonly recorded?: readonly Exchange[];
}

/** One exchange for an issue tracker: what happened, why, which header, what to change, how to prove it. */
export function markdownOf(
  exchange: Exchange,
  options: MarkdownOptions = {},
  verdictOf?: (exchange: Exchange) => Verdict,
): string {
  const [shown = exchange] = redact([exchange], options.redaction).exchanges;
  const recorded = options.recorded ? redact(options.recorded, options.redaction).exchanges : [shown];
  const verdict = (verdictOf ?? verdictsAmong(recorded))(shown);
  return `${exchangeSections(shown, verdict, options, '##').join('\n\n')}\n\n${signature}\n`;
}

export const signature = 'Made by CORS Lens. Secrets are redacted; equal letters stand for equal values.';

/** The sections of one exchange that has been redacted already. */
export function exchangeSections(
  exchange: Exchange,
  verdict: Verdict,
  options: MarkdownOptions,
  level: string,
): string[] {
  const { request } = exchange.hops[0];
  const lead = verdict.cause ?? verdict.blockedBy;
  return [
    `${level} ${capital(verdict.outcome)}: ${escapeMarkdown(request.method)} ${code(request.url)}`,
    ...(lead ? [`**${prose(lead.title)}.** ${prose(lead.explanation)}`] : [plainWords(verdict)]),
    ...otherLead(verdict, lead),
    facts(exchange, verdict),
    `${level}# What happened`,
    story(exchange),
    ...checkTable(verdict, level),
    ...more(verdict, lead, level),
    ...change(exchange, verdict, options, level),
    `${level}# Prove it`,
    block('sh', curlText(exchange, verdict, 'posix')),
    ...browserWords(verdict, level),
  ];
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function plainWords(verdict: Verdict): string {
  switch (verdict.outcome) {
    case 'allowed':
      return verdict.relation === 'cors' ? 'The CORS check passed.' : 'The browser let it through.';
    case 'blocked':
      return 'The browser refused it.';
    case 'failed':
      return 'Something other than CORS stopped it.';
    case 'pending':
      return 'It has not ended yet.';
  }
}

/** The cause leads; the header that the browser names comes second. */
const otherLead = (verdict: Verdict, lead: Finding | null): string[] =>
  lead !== null && verdict.blockedBy !== null && verdict.blockedBy !== lead
    ? [`What the browser stopped at: ${prose(verdict.blockedBy.title)}. ${prose(verdict.blockedBy.explanation)}`]
    : [];

function facts(exchange: Exchange, verdict: Verdict): string {
  const mode = verdict.credentialsMode;
  const lines = [
    `Page: ${exchange.initiator === null ? 'not known' : code(exchange.initiator)}`,
    ...(exchange.browser === null ? [] : [`Browser: ${browserName[exchange.browser]}`]),
    `Credentials mode: ${mode === null ? 'not known' : `${code(mode.value)} (${mode.how === 'seen' ? 'seen' : 'follows from the outcome'})`}`,
    ...(exchange.end.state === 'failed' ? [`The browser reported: ${code(exchange.end.error)}`] : []),
    `Evidence: ${prose(verdict.basis.replace(/\.$/, ''))}`,
    ...(Number.isFinite(exchange.startedAt) && Math.abs(exchange.startedAt) < 8.64e15
      ? [`Time: ${new Date(exchange.startedAt).toISOString()}`]
      : []),
  ];
  return lines.map((line) => `- ${line}`).join('\n');
}

const browserName = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'Safari' } as const;

function story(exchange: Exchange): string {
  const steps = exchange.hops.flatMap((hop) => [
    ...(hop.preflight ? preflightSteps(hop.preflight) : []),
    requestStep(hop.request, hop.response),
  ]);
  return steps.map((step, index) => `${index + 1}. ${step}`).join('\n');
}

const preflightSteps = ({ request, response }: Preflight): string[] => [
  `Preflight ${code(`${request.method} ${request.url}`)} → ${answer(response)}`,
];

const requestStep = (request: Request, response: Response | null): string =>
  request.headerList === null && response === null
    ? `Request ${code(`${request.method} ${request.url}`)} → not sent, or not seen`
    : `Request ${code(`${request.method} ${request.url}`)} → ${answer(response)}`;

function answer(response: Response | null): string {
  if (response === null) return 'no answer';
  const cors = response.headerList.filter(([name]) => /^(?:access-control-|vary$)/i.test(name));
  const status = `${response.status} ${escapeMarkdown(response.statusText)}`.trim();
  return cors.length === 0
    ? `${status}, without any CORS header`
    : `${status}, with ${cors.map(([name, value]) => code(`${name}: ${value}`)).join(', ')}`;
}

function checkTable(verdict: Verdict, level: string): string[] {
  const checks = verdict.checks.filter((check) => check.state !== 'not needed');
  if (checks.length === 0) return [];
  const several = new Set(checks.map((check) => check.hop)).size > 1;
  const rows = checks.map((check) => [
    `${capital(check.on)}${several ? ` ${check.hop + 1}` : ''}`,
    check.name,
    cell(check.sent),
    check.received === null ? 'missing' : cell(check.received),
    check.needed === '' ? 'nothing' : cell(check.needed),
    state(check),
  ]);
  return [`${level}# Check by check`, table(['Answer to', 'Check', 'Sent', 'Received', 'Needed', ''], rows)];
}

const cell = (text: string): string => (text === '' ? '–' : code(text));
const state = (check: Check): string => (check.state === 'unknown' ? 'depends on what is not known' : check.state);

function more(verdict: Verdict, lead: Finding | null, level: string): string[] {
  const rest = verdict.findings.filter((finding) => finding !== lead && finding !== verdict.blockedBy);
  if (rest.length === 0) return [];
  const lines = rest.map(
    (finding) => `- ${kindWord[finding.kind]}${prose(finding.title)}. ${prose(finding.explanation)}`,
  );
  return [`${level}# Also found`, lines.join('\n')];
}

const kindWord = {
  blocks: '',
  'would block next': 'Would block next: ',
  cause: 'Behind it: ',
  advice: 'Advice: ',
} as const;

function change(exchange: Exchange, verdict: Verdict, options: MarkdownOptions, level: string): string[] {
  const { preflight, response } = verdict.needed;
  const answers = [
    ...(preflight ? [needed(`The answer to ${code('OPTIONS')}`, preflight)] : []),
    ...(response ? [needed(`The answer to ${code(exchange.hops[0].request.method)}`, response)] : []),
  ];
  const also = alsoOf(verdict);
  const fix = (options.serverFix ?? likelyServerFix)(exchange, verdict);
  if (answers.length === 0 && also.length === 0 && fix === null) return [];
  return [
    `${level}# What to change`,
    ...answers,
    ...(also.length > 0 ? [also.map((sentence) => `- ${prose(sentence)}`).join('\n')] : []),
    ...(fix ? inCode(fix) : []),
  ];
}

function needed(title: string, answer: NeededAnswer): string {
  const sign = { add: '+', remove: '-', keep: ' ' } as const;
  const lines = answer.lines.map((line) => {
    const text = line.kind === 'status' ? `HTTP/1.1 ${line.value}` : `${line.name}: ${line.value}`;
    return `${sign[line.op]} ${text.replace(/[\r\n]+/g, ' ')}`;
  });
  return `${title}:\n\n${block('diff', lines.join('\n'))}`;
}

const inCode = ({ label, language, where, code: text, pitfall, evidence, note, docs }: ServerFix): string[] => [
  `With ${escapeMarkdown(label)}${evidence ? ` (seen: ${prose(evidence)})` : ''}. ${prose(where.replace(/\.$/, ''))}:`,
  block(language, text),
  ...(note ? [prose(note)] : []),
  ...(pitfall === null ? [] : [`Pitfall: ${prose(pitfall)}`]),
  ...(docs ? [`Documentation: <${docs}>`] : []),
];

function browserWords(verdict: Verdict, level: string): string[] {
  const finding = verdict.blockedBy;
  if (!finding) return [];
  const lines = [
    ...(finding.says.chromium === null ? [] : [`Chrome: ${code(finding.says.chromium)}`]),
    ...(finding.says.firefox === null ? [] : [`Firefox: ${code(finding.says.firefox)}`]),
    ...(finding.webkit === null ? [] : [`Safari: ${code(finding.webkit)}`]),
    ...(finding.spec === null
      ? []
      : [`The standard: step ${escapeMarkdown(finding.spec.step)}, <${finding.spec.url}>`]),
  ];
  return lines.length === 0 ? [] : [`${level}# In the browsers’ words`, lines.map((line) => `- ${line}`).join('\n')];
}
