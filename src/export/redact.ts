import type {
  End,
  Exchange,
  Hop,
  Initiator,
  Invisible,
  NetworkEntry,
  PageOutcome,
  PageReport,
  PolicyViolation,
  Preflight,
  Request,
  Response,
  StackFrame,
} from '../exchange/exchange';
import type { HeaderList } from '../fetch-standard/header-list';
import { oldestFirst } from './har-entry';
import { knownSecretsOf } from './known-secrets';
import { redactBody } from './redact-body';
import { redactContentType, redactHeaderList } from './redact-header';
import { redactLoose, redactText, redactUrl } from './redact-url';
import { type Hide, hideAll, hiderOf, type Redaction, type SecretSeen } from './redaction';

export interface Redacted {
  readonly exchanges: readonly Exchange[];
  /** For whatever else leaves with them (pages): the same secret gets the same label. */
  readonly hide: Hide;
}

/**
 * Exchanges as they may leave the machine. Everything that reports is made from these, verdicts included: what a
 * diagnosis has never read it cannot quote. What CORS looks at stays: origins, `Access-Control-*`, `Vary`, statuses,
 * methods, header names, hosts and paths.
 */
export function redact(exchanges: readonly Exchange[], redaction: Redaction = hideAll): Redacted {
  const hide = hiderOf(redaction, undefined, knownSecretsOf(exchanges));
  return { exchanges: exchanges.map(redactor(redaction, hide)), hide };
}

/** Every secret in them, oldest exchange first, with what would stand in a HAR of them: the preview before an export. */
export function secretsIn(exchanges: readonly Exchange[], redaction: Redaction): readonly SecretSeen[] {
  const secrets = new Map<string, SecretSeen[]>();
  let read = '';
  const hide = hiderOf(
    redaction,
    (kind, where, inFile, length, hidden) => {
      secrets.get(read)?.push({ kind, where, exchange: read, inFile, length, hidden });
    },
    knownSecretsOf(exchanges),
  );
  const redactOne = redactor(redaction, hide);
  for (const exchange of oldestFirst(exchanges)) {
    read = exchange.id;
    secrets.set(read, []);
    redactOne(exchange);
  }
  return [...secrets.values()].flat();
}

/** A function that redacts one exchange after the other, with labels that hold for all of them. */
export function redactor(redaction: Redaction, hide: Hide): (exchange: Exchange) => Exchange {
  const walk = walkOf(redaction, hide);
  return (exchange) => {
    const [first, ...rest] = exchange.hops;
    return {
      ...exchange,
      tabId: finite(exchange.tabId),
      frameId: finite(exchange.frameId),
      startedAt: finite(exchange.startedAt),
      initiator: exchange.initiator === null ? null : redactUrl(exchange.initiator, hide),
      hops: [walk.hop(first), ...rest.map(walk.hop)],
      end: walk.end(exchange.end),
      page: exchange.page && walk.page(exchange.page),
      invisible: exchange.invisible && walk.invisible(exchange.invisible),
      ...(exchange.notKept === undefined ? {} : { notKept: { by: redactText(exchange.notKept.by, 'name', hide) } }),
    };
  };
}

/** Reports are JSON, which has no infinity and no NaN. */
const finite = (value: number): number => (Number.isFinite(value) ? value : 0);
/** HTTP has no others; 0: none. */
const statusOf = (value: number): number => (Number.isInteger(value) && value > 0 && value < 1000 ? value : 0);
const known = (value: number | null): number | null => (value !== null && Number.isFinite(value) ? value : null);

/** `HTTP/1.1`, `h2`, `h3-29`, `http/2.0`: names of protocols are short; what is longer is something else. */
export const protocolOf = (text: string): string => (/^[A-Za-z]{1,8}[/+]?[\w.+-]{0,8}$/.test(text) ? text : '');

/** One function per fact type: a new member of a type shows up here as a missing one. */
function walkOf(redaction: Redaction, hide: Hide) {
  const text = (value: string) => (value === '' ? '' : redactLoose(value, 'text', hide));
  const url = (value: string) => redactUrl(value, hide);
  const headers = (list: HeaderList | null) => list && redactHeaderList(list, redaction.alsoHide, hide);

  const frame = (it: StackFrame): StackFrame => ({ ...it, functionName: text(it.functionName), url: url(it.url) });

  const initiator = (it: Initiator): Initiator => ({ type: text(it.type), stack: it.stack.map(frame) });

  const network = (it: NetworkEntry): NetworkEntry => ({
    startedAt: finite(it.startedAt),
    duration: finite(it.duration),
    timings: it.timings,
    initiator: it.initiator && initiator(it.initiator),
    error: it.error === null ? null : text(it.error),
    postData: it.postData && {
      mimeType: redactContentType(it.postData.mimeType, hide),
      text: redactBody(it.postData.mimeType, it.postData.text, redaction.keep.includes('bodies'), hide),
    },
    responseBytes: known(it.responseBytes),
    httpVersion: it.httpVersion === null ? null : protocolOf(it.httpVersion),
  });

  const request = (it: Request): Request => ({
    method: text(it.method),
    url: url(it.url),
    headerList: headers(it.headerList),
    composedHeaderList: headers(it.composedHeaderList),
    startedAt: known(it.startedAt),
    sentAt: known(it.sentAt),
    network: it.network && network(it.network),
  });

  const response = (it: Response): Response => ({
    status: statusOf(it.status),
    ...(it.statusKnown === undefined ? {} : { statusKnown: it.statusKnown }),
    statusText: text(it.statusText),
    headerList: headers(it.headerList) ?? [],
    deliveredHeaderList: headers(it.deliveredHeaderList),
    fromCache: it.fromCache,
    ip: it.ip === null || /^\[?[0-9A-Fa-f]*[.:][0-9A-Fa-f.:]*\]?$/.test(it.ip) ? it.ip : null,
    receivedAt: known(it.receivedAt),
  });

  const end = (it: End): End => {
    switch (it.state) {
      case 'failed':
        return { ...it, at: finite(it.at), error: text(it.error) };
      case 'unknown':
        return { ...it, why: text(it.why) };
      case 'completed':
      case 'asking':
        return { ...it, at: finite(it.at) };
      case 'pending':
        return it;
    }
  };

  const preflight = (it: Preflight): Preflight => ({
    requestId: it.requestId,
    request: request(it.request),
    response: it.response && response(it.response),
    end: end(it.end),
  });

  const hop = (it: Hop): Hop => ({
    preflight: it.preflight && preflight(it.preflight),
    request: request(it.request),
    response: it.response && response(it.response),
  });

  const outcome = (it: PageOutcome): PageOutcome => {
    switch (it.state) {
      case 'answered':
        return { ...it, at: finite(it.at), status: finite(it.status) };
      case 'threw':
        return { ...it, at: finite(it.at), name: text(it.name), message: text(it.message) };
    }
  };

  const violation = (it: PolicyViolation): PolicyViolation => ({
    ...it,
    directive: text(it.directive),
    blockedUrl: url(it.blockedUrl),
    policy: text(it.policy),
    at: finite(it.at),
  });

  const page = (it: PageReport): PageReport => ({
    ...it,
    url: url(it.url),
    stack: it.stack.map(frame),
    outcome: it.outcome && outcome(it.outcome),
    violation: it.violation && violation(it.violation),
    at: finite(it.at),
  });

  const invisible = (it: Invisible): Invisible => {
    if (it.kind === 'csp') return { ...it, violation: it.violation && violation(it.violation) };
    return it.kind === 'mixed-content' ? { ...it, securePage: url(it.securePage) } : it;
  };

  return { hop, end, page, invisible };
}
