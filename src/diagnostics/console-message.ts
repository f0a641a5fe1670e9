import type { Exchange } from '../exchange/exchange';
import { diagnose } from './diagnose';
import type { Finding } from './verdict';

/** What a console's sentence says, as far as it says it. */
export interface ConsoleMessage {
  readonly browser: 'chromium' | 'firefox' | 'webkit';
  /** The URL it is about; null: Safari tells it in a line of its own. */
  readonly url: string | null;
  readonly redirectedFrom: string | null;
  readonly pageOrigin: string | null;
  /** Ids of rules and causes that this sentence may be about. Empty: it does not say. */
  readonly rules: readonly string[];
  /** `true`: about the preflight's answer; null: it does not say. */
  readonly preflight: boolean | null;
  readonly status: number | null;
}

/**
 * Reads a sentence that somebody copied from a console: with a file name before it, broken over lines, cut off at its end.
 *
 * @returns null when it is none that browsers write about CORS or its look-alikes
 */
export function readConsoleMessage(text: string): ConsoleMessage | null {
  // A console sentence is short; what is longer is something else that somebody pasted.
  const sentence = text.slice(0, 20_000).replace(/\s+/g, ' ').trim();
  for (const form of forms) {
    const message = form(sentence);
    if (message !== null) return message;
  }
  return null;
}

/**
 * The exchanges a pasted console sentence is about, the most likely first; empty when it is no such sentence or nothing fits.
 * Those that fit its URL come before those that only fit what it says.
 */
export function findByConsoleMessage(text: string, exchanges: Iterable<Exchange>): readonly Exchange[] {
  const message = readConsoleMessage(text);
  if (message === null) return [];
  const found: { exchange: Exchange; score: number }[] = [];
  for (const exchange of exchanges) {
    const score = scoreOf(message, exchange);
    if (score > 0) found.push({ exchange, score });
  }
  const best = Math.max(0, ...found.map(({ score }) => score));
  // Once the URL or the reason fits, those that fit neither are noise.
  return found
    .filter(({ score }) => score > best - 4)
    .sort((a, b) => b.score - a.score || b.exchange.startedAt - a.exchange.startedAt)
    .map(({ exchange }) => exchange);
}

function scoreOf(message: ConsoleMessage, exchange: Exchange): number {
  let score = 0;
  if (message.url !== null) {
    const last = exchange.hops[exchange.hops.length - 1]?.request.url ?? '';
    if (sameUrl(last, message.url)) score += 8;
    else if (exchange.hops.some(({ request }) => sameUrl(request.url, message.url ?? ''))) score += 6;
    else return 0;
    if (message.redirectedFrom !== null && sameUrl(exchange.hops[0].request.url, message.redirectedFrom)) score += 1;
  }
  if (message.pageOrigin !== null) {
    if (exchange.initiator !== null && exchange.initiator !== message.pageOrigin) return 0;
    score += 1;
  }
  if (message.rules.length === 0 && message.status === null) return score;
  const verdict = diagnose(exchange);
  const said = [verdict.blockedBy, verdict.cause].filter((finding): finding is Finding => finding !== null);
  if (said.some(({ rule }) => message.rules.includes(rule))) score += 4;
  else if (verdict.findings.some(({ rule }) => message.rules.includes(rule))) score += 2;
  else if (message.url === null) return 0;
  if (message.preflight !== null && verdict.blockedBy !== null) {
    score += (verdict.blockedBy.on === 'preflight') === message.preflight ? 1 : 0;
  }
  if (message.status !== null && statuses(exchange).includes(message.status)) score += 1;
  return score;
}

const statuses = (exchange: Exchange): readonly number[] =>
  exchange.hops.flatMap(({ preflight, response }) => [preflight?.response?.status ?? 0, response?.status ?? 0]);

/** Consoles leave the fragment off; some cut long URLs with an ellipsis. */
function sameUrl(recorded: string, written: string): boolean {
  const bare = withoutFragment(recorded);
  if (written.endsWith('…')) return bare.startsWith(written.slice(0, -1));
  return bare === withoutFragment(written);
}

const withoutFragment = (url: string): string => {
  const hash = url.indexOf('#');
  return hash === -1 ? url : url.slice(0, hash);
};

type Form = (sentence: string) => ConsoleMessage | null;

const nothing = { url: null, redirectedFrom: null, pageOrigin: null, rules: [], preflight: null, status: null };

/** "Access to fetch at 'U' (redirected from 'F') from origin 'O' has been blocked by CORS policy: …" */
const chromiumFrame: Form = (sentence) => {
  const frame =
    /Access to .{1,40}? at '([^']*)'(?: \(redirected from '([^']*)'\))? from origin '([^']*)' has been blocked by CORS policy:? ?(.*)/.exec(
      sentence,
    );
  if (frame === null) return null;
  const reason = frame[4] ?? '';
  return {
    ...nothing,
    browser: 'chromium',
    url: frame[1] ?? null,
    redirectedFrom: frame[2] ?? null,
    pageOrigin: frame[3] ?? null,
    rules: rulesOf(reason, chromiumReasons),
    preflight: /preflight/i.test(reason)
      ? true
      : reason === ''
        ? null
        : /Permission was|secure context|address space/.test(reason)
          ? null
          : false,
  };
};

/** "Fetch API cannot load U. Request mode is …", and Safari's "… due to access control checks." */
const cannotLoad: Form = (sentence) => {
  const frame =
    /(?:Fetch API|XMLHttpRequest|EventSource|Beacon) cannot load (\S+?)\.? (Request mode|URL scheme|due to access control checks)(.*)/.exec(
      sentence,
    );
  if (frame === null) return null;
  const webkit = frame[2] === 'due to access control checks';
  return {
    ...nothing,
    browser: webkit ? 'webkit' : 'chromium',
    url: frame[1] ?? null,
    rules: webkit ? rulesOf(sentence, webkitReasons) : rulesOf(`${frame[2]}${frame[3]}`, chromiumReasons),
    status: statusIn(sentence),
  };
};

/** "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at U. (Reason: …). Status code: N." */
const firefoxFrame: Form = (sentence) => {
  const frame =
    /Cross-Origin Request (?:Blocked|Warning): .*? remote resource at (?:‘(.*?)’|(\S*?))\.? ?(?:soon\. )?\(Reason: (.*)/.exec(
      sentence,
    );
  if (frame === null) return null;
  const reason = frame[3] ?? '';
  return {
    ...nothing,
    browser: 'firefox',
    url: (frame[1] ?? frame[2] ?? null)?.replace(/\.$/, '') || null,
    rules: rulesOf(reason, firefoxReasons),
    preflight: /preflight|Allow-Methods|Allow-Headers/.test(reason) ? true : null,
    status: statusIn(reason),
  };
};

/** Safari's sentences carry no URL. */
const webkitReason: Form = (sentence) => {
  const rules = rulesOf(sentence, webkitReasons);
  if (rules.length === 0) return null;
  const origin = /Origin (\S+) is not allowed by Access-Control-Allow-Origin/.exec(sentence)?.[1] ?? null;
  return {
    ...nothing,
    browser: 'webkit',
    pageOrigin: origin,
    rules,
    preflight: /Preflight|Allow-Methods|Allow-Headers/.test(sentence) ? true : null,
    status: statusIn(sentence),
  };
};

/** "Mixed Content: The page at 'P' was loaded over HTTPS, but requested an insecure resource 'U'." */
const mixedContent: Form = (sentence) => {
  const frame =
    /Mixed Content: The page at '([^']*)' .*?'([^']*)'/.exec(sentence) ??
    /(Blocked) loading mixed active content “([^”]*)”/.exec(sentence);
  return frame === null ? null : { ...nothing, browser: 'chromium', url: frame[2] ?? null, rules: ['mixed-content'] };
};

/** "Connecting to 'U' violates the following Content Security Policy directive …", "Refused to connect to 'U' because it violates …" */
const policy: Form = (sentence) => {
  const frame = /(?:Connecting to|Refused to connect to) '([^']*)'.*Content Security Policy/.exec(sentence);
  return frame === null
    ? null
    : { ...nothing, browser: 'chromium', url: frame[1] ?? null, rules: ['content-security-policy'] };
};

/** "GET U net::ERR_FAILED 200 (OK)", as Chrome's console lists failed requests. */
const failedLoad: Form = (sentence) => {
  const frame = /\b([A-Z]{3,10}) (https?:\/\/\S+) net::(ERR_[A-Z_0-9.]+)(?: (\d{3}))?/.exec(sentence);
  if (frame === null) return null;
  return {
    ...nothing,
    browser: 'chromium',
    url: frame[2] ?? null,
    status: frame[4] === undefined ? null : Number(frame[4]),
  };
};

const forms: readonly Form[] = [
  chromiumFrame,
  firefoxFrame,
  cannotLoad,
  mixedContent,
  policy,
  failedLoad,
  webkitReason,
];

const statusIn = (sentence: string): number | null => {
  const status = /Status code: (\d{3})/.exec(sentence)?.[1];
  return status === undefined ? null : Number(status);
};

function rulesOf(reason: string, table: readonly (readonly [RegExp, readonly string[]])[]): readonly string[] {
  return table.find(([pattern]) => pattern.test(reason))?.[1] ?? [];
}

/** Distinctive parts of the sentences, for the whole of them changes from version to version. */
const chromiumReasons: readonly (readonly [RegExp, readonly string[]])[] = [
  [/No 'Access-Control-Allow-Origin' header/, ['allow-origin-missing']],
  [/must not be the wildcard '\*'/, ['allow-origin-wildcard-with-credentials']],
  [/contains multiple values/, ['allow-origin-several-values']],
  [/contains the invalid value/, ['allow-origin-malformed']],
  [/not equal to the supplied origin/, ['allow-origin-mismatch', 'origin-opaque']],
  [/which must be 'true'/, ['allow-credentials-not-true']],
  [/does not have HTTP ok status/, ['preflight-status-not-ok']],
  [/Redirect is not allowed for a preflight/, ['preflight-redirect', 'preflight-redirected-by-browser']],
  [/Cannot parse Access-Control-Allow-Methods/, ['allow-methods-malformed']],
  [/Cannot parse Access-Control-Allow-Headers/, ['allow-headers-malformed']],
  [/is not allowed by Access-Control-Allow-Methods/, ['method-not-allowed']],
  [/is not allowed by Access-Control-Allow-Headers/, ['request-header-not-allowed']],
  [/contains a username and password/, ['redirect-with-credentials-in-url']],
  [/Permission was denied|not a secure context|target IP address space/, ['local-network-access']],
  [/Request mode is "?same-origin/, ['mode-same-origin']],
  [/Request mode is "?no-cors/, ['mode-no-cors-redirect']],
  [/URL scheme|only supported for protocol schemes/, ['scheme-not-http']],
];

const firefoxReasons: readonly (readonly [RegExp, readonly string[]])[] = [
  [/Allow-Origin’ missing/, ['allow-origin-missing']],
  [/Credential is not supported/, ['allow-origin-wildcard-with-credentials']],
  [/Multiple CORS header/, ['allow-origin-several-values']],
  [
    /Allow-Origin’ does not match/,
    ['allow-origin-mismatch', 'allow-origin-malformed', 'origin-opaque', 'allow-origin-several-values'],
  ],
  [/expected ‘true’/, ['allow-credentials-not-true']],
  [/preflight response did not succeed|preflight channel/, ['preflight-status-not-ok', 'preflight-redirect']],
  [/external redirect not allowed/, ['preflight-redirect', 'preflight-redirected-by-browser']],
  [/invalid token .* in CORS header ‘Access-Control-Allow-Methods’/, ['allow-methods-malformed']],
  [/invalid token .* in CORS header ‘Access-Control-Allow-Headers’/, ['allow-headers-malformed']],
  [/Did not find method/, ['method-not-allowed']],
  [/is not allowed according to header|missing token/, ['request-header-not-allowed']],
  [/`Authorization` header is not covered/, ['authorization-wildcard']],
  [/not http/, ['scheme-not-http']],
  // Whatever fails on the network.
  [/did not succeed/, []],
];

const webkitReasons: readonly (readonly [RegExp, readonly string[]])[] = [
  [/Cannot use wildcard in Access-Control-Allow-Origin/, ['allow-origin-wildcard-with-credentials']],
  [/cannot contain more than one origin/, ['allow-origin-several-values']],
  [
    /is not allowed by Access-Control-Allow-Origin/,
    [
      'allow-origin-missing',
      'allow-origin-mismatch',
      'allow-origin-malformed',
      'origin-opaque',
      'allow-origin-several-values',
    ],
  ],
  [/Credentials flag is true, but/, ['allow-credentials-not-true']],
  [/Preflight response is not successful/, ['preflight-status-not-ok', 'preflight-redirect', 'allow-origin-missing']],
  [/Access-Control-Allow-Methods has an invalid value/, ['allow-methods-malformed']],
  [/Access-Control-Allow-Headers has an invalid value/, ['allow-headers-malformed']],
  [
    /^Method \S+ is not allowed by Access-Control-Allow-Methods|Method .* is not allowed by Access-Control-Allow-Methods/,
    ['method-not-allowed'],
  ],
  [/Request header field \S+ is not allowed by Access-Control-Allow-Headers/, ['request-header-not-allowed']],
  [/Cross-origin redirection .* denied/, ['redirect-with-credentials-in-url', 'redirect-not-http']],
  [/Cross origin requests are only supported for HTTP/, ['scheme-not-http']],
];
