import type { Check, Finding, Verdict } from '../../diagnostics/verdict';
import type { Exchange } from '../../exchange/exchange';
import { addressOf } from './address';
import { sourceOf } from './page-side';
import { clip } from './text';

/** The reader's five questions, always in this order, each answered in at most some 30 characters. Backticks as in findings. */
export interface Answer {
  readonly question: string;
  readonly answer: string;
}

export function answersOf(exchange: Exchange, verdict: Verdict): Answer[] {
  const checks = decidingChecks(verdict);
  const answers = [
    isItCors(exchange, verdict),
    whichResponse(exchange, verdict),
    whichHeader(verdict, checks),
    whatShouldItBe(verdict, checks),
    whereToChange(exchange, verdict),
  ];
  return QUESTIONS.map((question, index) => ({ question, answer: answers[index] ?? '–' }));
}

const QUESTIONS = [
  'Is it CORS?',
  'Which response?',
  'Which header?',
  'What should it be?',
  'Where to change it?',
] as const;

function isItCors(exchange: Exchange, verdict: Verdict): string {
  const { cause, blockedBy } = verdict;
  switch (verdict.outcome) {
    case 'pending':
      return 'Not known yet';
    case 'allowed':
      return verdict.relation === 'cors'
        ? 'Passed'
        : verdict.relation === 'unknown'
          ? 'Nothing was blocked'
          : `Not needed: ${verdict.relation}`;
    case 'failed':
      return `No: ${cause?.short ?? 'something else stopped it'}`;
    case 'blocked': {
      if (cause !== null && !cause.headerHelps) return `No: ${cause.short}`;
      const status = exchange.hops[blockedBy?.hop ?? 0]?.response?.status;
      return blockedBy?.on === 'response' && status !== undefined && status >= 400 ? `Yes, over a ${status}` : 'Yes';
    }
  }
}

function whichResponse(exchange: Exchange, verdict: Verdict): string {
  const finding = leading(verdict);
  const hop = finding?.hop ?? exchange.hops.length - 1;
  const { preflight, request, response } = exchange.hops[hop] ?? exchange.hops[0];
  const nth = exchange.hops.length > 1 && hop < exchange.hops.length - 1 ? 'Redirect' : 'Response';
  if (finding?.on === 'preflight') {
    const status = preflight?.response?.status;
    return status === undefined ? 'Preflight: OPTIONS, no answer' : `Preflight: OPTIONS → ${status}`;
  }
  if (response !== null) return `${nth}: ${clip(request.method, 20)} → ${response.status}`;
  if (verdict.outcome === 'pending') return 'None yet';
  return request.sentAt === null ? 'None, nothing was sent' : 'None came';
}

/** The checks that answer "which" and "what": the cause first, then where the browser stopped. */
function decidingChecks(verdict: Verdict): readonly Check[] {
  const order: Check['state'][] = ['the cause', 'stopped here'];
  return order.flatMap((state) => verdict.checks.filter((check) => check.state === state)).slice(0, 2);
}

const shortName = (name: string): string => name.replace(/^Access-Control-/, '');

function whichHeader(verdict: Verdict, checks: readonly Check[]): string {
  if (verdict.outcome === 'pending') return '–';
  const { cause } = verdict;
  if (cause !== null && !cause.headerHelps) return 'None';
  if (verdict.outcome === 'allowed') return verdict.relation === 'cors' ? 'Access-Control-Allow-Origin' : 'None';
  const [first, second] = checks;
  if (first === undefined) return 'None';
  if (second === undefined) return first.name === 'Status' ? 'None: the status decides' : first.name;
  return first.name === 'Status'
    ? `The status, then ${shortName(second.name)}`
    : `${shortName(first.name)}, then ${shortName(second.name)}`;
}

function whatShouldItBe(verdict: Verdict, checks: readonly Check[]): string {
  if (verdict.outcome === 'pending') return '–';
  if (verdict.outcome === 'allowed') {
    const origin = verdict.checks.find(
      (check) => check.name === 'Access-Control-Allow-Origin' && check.state === 'passed',
    );
    return origin?.received ? `It is ${clip(origin.received, 60)}` : 'Nothing is missing';
  }
  const { cause } = verdict;
  if (cause !== null && !cause.headerHelps) return 'No header helps';
  if (
    verdict.credentialsMode === null &&
    checks.length === 0 &&
    verdict.checks.some((check) => check.state === 'unknown')
  ) {
    return 'Depends on the credentials mode';
  }
  const needed = checks.map(neededShort).filter(Boolean);
  if (needed.length > 0) return clip(needed.join(', '), 80);
  const gone = checks[0];
  return gone === undefined ? '–' : `No ${shortName(gone.name)}`;
}

function neededShort({ name, needed }: Check): string {
  if (name === 'Status') return /\b204\b/.test(needed) ? '204' : needed;
  return needed === '*' ? '`*`, only if it is public' : needed;
}

function whereToChange(exchange: Exchange, verdict: Verdict): string {
  if (verdict.outcome === 'pending') return '–';
  if (verdict.outcome === 'allowed') return 'Nowhere';
  const finding = leading(verdict);
  const host = hostAt(exchange, finding);
  const server = verdict.fixes.find((fix) => fix.side === 'server');
  if (server?.side === 'server') {
    if (server.also.includes('answer-preflight-first')) return `${host}, before login`;
    if (server.also.includes('one-layer-only')) return `${host}, one of two layers`;
    if (server.also.includes('headers-on-errors')) return `${host}, error responses`;
    if (server.also.includes('no-redirect-for-options')) return `${host}, or the page’s URL`;
    return host;
  }
  const source = sourceOf(exchange);
  if (verdict.fixes.some((fix) => fix.side === 'client'))
    return source === null ? 'The page' : `The page: ${source.label}`;
  return finding !== null && finding.on === 'request' ? 'The browser or the page' : host;
}

const leading = (verdict: Verdict): Finding | null => verdict.cause ?? verdict.blockedBy;

function hostAt(exchange: Exchange, finding: Finding | null): string {
  const hop = exchange.hops[finding?.hop ?? exchange.hops.length - 1] ?? exchange.hops[0];
  return clip(addressOf(hop.request.url).host || 'the server', 60);
}
