import type { Verdict } from '../../diagnostics/verdict';
import type { Exchange, Initiator, StackFrame } from '../../exchange/exchange';
import { addressOf } from './address';
import { clip, listed } from './text';

/** What the page asked for, and from where in its source. */
export interface PageCall {
  readonly method: string;
  readonly path: string;
  /** `with authorization, content-type`: what needed a preflight. */
  readonly names: readonly string[];
  readonly credentials: string;
  readonly source: Source | null;
}

export interface Source {
  /** `checkout.js:88` */
  readonly label: string;
  readonly url: string;
  readonly line: number;
  readonly column: number;
}

/** What came back to the page. */
export interface PageResult {
  readonly good: boolean;
  readonly code: string;
  /** The browser's console sentence; ''. */
  readonly console: string;
  readonly browser: string;
}

export function callOf(exchange: Exchange, verdict: Verdict): PageCall {
  const { method, url } = exchange.hops[0].request;
  const { path } = addressOf(url);
  const mode = verdict.credentialsMode;
  return {
    method: clip(method, 40),
    path: clip(path, 140),
    names: verdict.preflight.triggers.flatMap((trigger) => (trigger.kind === 'header' ? [clip(trigger.name, 60)] : [])),
    credentials:
      mode === null ? '' : `credentials: ${mode.value} (${mode.how === 'seen' ? 'seen' : 'follows from the outcome'})`,
    source: sourceOf(exchange),
  };
}

/** The innermost frame of the page's own code. */
export function sourceOf(exchange: Exchange): Source | null {
  const frame = framesOf(exchange)[0];
  return frame === undefined ? null : sourceOfFrame(frame);
}

export function framesOf(exchange: Exchange): readonly StackFrame[] {
  const initiator: Initiator | null = exchange.hops[0].request.network?.initiator ?? null;
  const stack = exchange.page?.stack.length ? exchange.page.stack : (initiator?.stack ?? []);
  return stack.filter((frame) => frame.url !== '');
}

export function sourceOfFrame(frame: StackFrame): Source {
  const { path, host } = addressOf(frame.url);
  const file = path.split('?', 1)[0]!.split('/').filter(Boolean).at(-1) ?? host;
  return {
    label: `${clip(file || host || frame.url, 60)}:${frame.line}`,
    url: frame.url,
    line: frame.line,
    column: frame.column,
  };
}

export function resultOf(exchange: Exchange, verdict: Verdict): PageResult | null {
  switch (verdict.outcome) {
    case 'pending':
      return null;
    case 'allowed': {
      const status = exchange.hops[exchange.hops.length - 1]!.response?.status;
      return { good: true, code: allowedWords(exchange, verdict, status), console: '', browser: '' };
    }
    case 'blocked':
    case 'failed': {
      const says = verdict.blockedBy?.says ?? verdict.cause?.says ?? null;
      const firefox = exchange.browser === 'firefox';
      const sentence = says === null ? '' : ((firefox ? says.firefox : says.chromium) ?? '');
      return { good: false, code: failureWords(exchange), console: sentence, browser: firefox ? 'Firefox' : 'Chrome' };
    }
  }
}

function allowedWords(exchange: Exchange, verdict: Verdict, status: number | undefined): string {
  if (verdict.relation === 'no-cors') return 'opaque: the page cannot read it';
  if (exchange.resourceType === 'xmlhttprequest')
    return status === undefined ? 'answer readable' : `Response { status: ${status} }`;
  return 'loaded';
}

const LOADED_AS: Readonly<Record<string, string>> = {
  image: 'image',
  font: 'font',
  script: 'script',
  stylesheet: 'stylesheet',
  media: 'media',
};

/** What the page's code gets; a request of an element fires its `error` event. */
function failureWords(exchange: Exchange): string {
  if (exchange.page?.api === 'XMLHttpRequest') return 'XMLHttpRequest: error event';
  const element = LOADED_AS[exchange.resourceType];
  if (element !== undefined) return `${element} not loaded`;
  return exchange.browser === 'firefox'
    ? 'TypeError: NetworkError when attempting to fetch resource.'
    : 'TypeError: Failed to fetch';
}

export const withNames = (call: PageCall): string => (call.names.length === 0 ? '' : `with ${listed(call.names)}`);
