import type { Firefox } from './firefox';

/** What Firefox says of one request: its own console and its own network stack, which CORS Lens is measured against. */
export interface FirefoxRequest {
  /** The number that webRequest gives to extensions; a redirect keeps it. */
  readonly id: string;
  /** Every URL it went to, redirects included; at least one. */
  readonly hops: readonly FirefoxHop[];
  readonly method: string;
  /** Of a preflight the method it asks for; null: it is none. */
  readonly requestedMethod: string | null;
  /** Of who asked; `null` when opaque. */
  readonly origin: string;
  /** Documents, frames and web sockets do not. */
  readonly meetsCors: boolean;
  /** A service worker may have taken it instead. */
  readonly reachedNetwork: boolean;
  /** Counts all starts and ends, so that it tells which requests were under way together; null: not ended. */
  readonly span: readonly [from: number, to: number | null];
  readonly end: FirefoxEnd;
}

export interface FirefoxHop {
  readonly url: string;
  readonly method: string;
  readonly status: number | null;
  /** `X-Request-Id`, see the lab's `numbered`. */
  readonly answer: string | null;
}

export type FirefoxEnd =
  | { readonly state: 'pending' }
  | {
      readonly state: 'ended';
      /** `NS_OK`, `NS_ERROR_…`, `NS_BINDING_ABORTED`; of several the first that is not `NS_OK`. */
      readonly status: string;
      /** Firefox's own note on the request, which its Network panel shows: `CORSMISSINGALLOWORIGIN`, `CSP_GENERAL`; null: none. */
      readonly blockedFor: string | null;
    };

export interface ConsoleMessage {
  /** The console's category, a localisation key without its trailing digit: `CORSMissingAllowOrigin`; also `ORB`. */
  readonly reason: string;
  /** Without its fragment. */
  readonly url: string;
  /** Messages hold 1,000 characters: a long URL is cut off. */
  readonly isCut: boolean;
}

export interface FirefoxRecord {
  /** In the order they started. */
  readonly requests: readonly FirefoxRequest[];
  /** What the console said of CORS and of opaque responses, oldest first; warnings of CORS, which stop nothing, left out. */
  readonly messages: readonly ConsoleMessage[];
}

export interface FirefoxRecorder {
  read(): Promise<FirefoxRecord>;
  /** How many requests whose URL holds this text there are, how many of them have ended, and how many answers came. */
  count(urlPart: string): Promise<{ readonly all: number; readonly ended: number; readonly answered: number }>;
  clear(): Promise<void>;
}

/**
 * Records every request of this Firefox whose URL holds `urlPart` from here on, in its parent process: `nsIHttpChannel`'s observer topics and the
 * console service. The blocking reason of a channel is what `nsCORSListenerProxy` set together with the message.
 */
export async function recordFirefox(firefox: Firefox, urlPart: string): Promise<FirefoxRecorder> {
  await firefox.inChrome(RECORD, urlPart);
  return {
    async read() {
      const { requests, messages } = (await firefox.inChrome(READ)) as {
        requests: FirefoxRequest[];
        messages: { category: string; text: string }[];
      };
      return {
        requests,
        messages: messages.flatMap(({ category, text }) => {
          const [, written, end] = URL_IN_MESSAGE.exec(text) ?? [];
          if (written === undefined) return [];
          return [{ reason: withoutDigit(category), url: withoutFragment(written), isCut: end === '' }];
        }),
      };
    },
    count: async (part) => (await firefox.inChrome(COUNT, part)) as { all: number; ended: number; answered: number },
    clear: async () => void (await firefox.inChrome(CLEAR)),
  };
}

/** As Firefox writes it in English: "… the remote resource at http://…. (Reason: …", "The resource at “http://…” was blocked by OpaqueResponseBlocking". */
const URL_IN_MESSAGE = /resource at [‘“]?(\w+:\S+?)(’?\. \(Reason: |” was blocked|$)/;

const withoutDigit = (category: string) => category.replace(/\d+$/, '');

export const withoutFragment = (url: string): string => url.split('#', 1)[0] ?? '';

const RECORDED = `
  const browserWindow = Services.wm.getMostRecentWindow('navigator:browser');
  const recorded = (browserWindow.corsLensRecorded ??= { requests: new Map(), messages: [], count: 0 });
`;

/** The same words as the console's categories, see dom/security/nsILoadInfo.idl. */
const REASONS = [
  'CORSDISABLED',
  'CORSDIDNOTSUCCEED',
  'CORSREQUESTNOTHTTP',
  'CORSMULTIPLEALLOWORIGINNOTALLOWED',
  'CORSMISSINGALLOWORIGIN',
  'CORSNOTSUPPORTINGCREDENTIALS',
  'CORSALLOWORIGINNOTMATCHINGORIGIN',
  'CORSMISSINGALLOWCREDENTIALS',
  'CORSORIGINHEADERNOTADDED',
  'CORSEXTERNALREDIRECTNOTALLOWED',
  'CORSPREFLIGHTDIDNOTSUCCEED',
  'CORSINVALIDALLOWMETHOD',
  'CORSMETHODNOTFOUND',
  'CORSINVALIDALLOWHEADER',
  'CORSMISSINGALLOWHEADERFROMPREFLIGHT',
];

const RECORD = `${RECORDED}
  const [urlPart] = args;
  const reasons = new Map(${JSON.stringify(REASONS)}.map((name) => [Ci.nsILoadInfo['BLOCKING_REASON_' + name], name]));
  const nameOf = (status) => {
    for (const [name, value] of Object.entries(Cr)) if (value === status) return name;
    const known = { 2152398850: 'NS_BINDING_ABORTED', 2152924148: 'NS_ERROR_DOM_BAD_URI' }[status];
    if (known) return known;
    try { return ChromeUtils.getXPCOMErrorName(status); } catch { return '0x' + status.toString(16); }
  };
  const header = (read) => { try { return read(); } catch { return null; } };
  const hopOf = (channel) => ({ url: channel.URI.spec, method: channel.requestMethod, status: null, answer: null });
  const { TYPE_DOCUMENT, TYPE_SUBDOCUMENT, TYPE_WEBSOCKET } = Ci.nsIContentPolicy;
  const neverCors = [TYPE_DOCUMENT, TYPE_SUBDOCUMENT, TYPE_WEBSOCKET];
  const observe = (channel, topic) => {
    channel.QueryInterface(Ci.nsIHttpChannel);
    const url = channel.URI.spec;
    if (!url.includes(urlPart)) return;
    const { id } = ChannelWrapper.get(channel);
    const known = recorded.requests.get(id);
    switch (topic) {
      // A preflight of a redirect's next hop is not announced as opening.
      case 'http-on-opening-request':
      case 'http-on-modify-request': {
        const principal = channel.loadInfo.triggeringPrincipal;
        // DevTools' own look into the cache, after an answer without a body.
        if (principal.isSystemPrincipal && !known) return;
        if (!known) recorded.requests.set(id, {
          id: String(id), hops: [hopOf(channel)], method: channel.requestMethod, statuses: [], reasons: [], reachedNetwork: false, span: [recorded.count++, null],
          requestedMethod: header(() => channel.getRequestHeader('Access-Control-Request-Method')),
          origin: principal.isNullPrincipal ? 'null' : principal.originNoSuffix,
          meetsCors: !neverCors.includes(channel.loadInfo.externalContentPolicyType),
        });
        // A redirect, or a change of the scheme by the browser itself.
        const last = known?.hops.at(-1);
        if (last && (last.url !== url || last.method !== channel.requestMethod)) known.hops.push(hopOf(channel));
        return;
      }
      case 'http-on-before-connect':
        if (known) known.reachedNetwork = true;
        return;
      case 'http-on-examine-response':
      case 'http-on-examine-cached-response':
      case 'http-on-examine-merged-response': {
        const hop = known?.hops.findLast((hop) => hop.url === url);
        if (!hop) return;
        known.reachedNetwork = true;
        hop.status = channel.responseStatus;
        hop.answer = header(() => channel.getResponseHeader('X-Request-Id'));
        return;
      }
      case 'http-on-stop-request': {
        if (!known) return;
        // A redirect ends its first channel; that is no end of the request.
        if (channel.status !== Cr.NS_BINDING_REDIRECTED) {
          known.statuses.push(channel.status);
          known.span[1] = recorded.count++;
        }
        const reason = channel.loadInfo?.requestBlockingReason;
        if (reason) known.reasons.push(reason);
      }
    }
  };
  const topics = ['http-on-opening-request', 'http-on-modify-request', 'http-on-before-connect', 'http-on-examine-response', 'http-on-examine-cached-response',
    'http-on-examine-merged-response', 'http-on-stop-request'];
  for (const topic of topics) Services.obs.addObserver({ observe }, topic);
  Services.console.registerListener({
    observe(message) {
      if (!(message instanceof Ci.nsIScriptError) || !/^CORS|^ORB$/.test(message.category)) return;
      if (message.category !== 'ORB' && message.flags & Ci.nsIScriptError.warningFlag) return;
      // Of a long URL the end is missing.
      if (message.errorMessage.includes(urlPart) || message.errorMessage.length >= 1_000) recorded.messages.push({ category: message.category, text: message.errorMessage });
    },
  });
  recorded.read = () => [...recorded.requests.values()].map(({ statuses, reasons: given, ...request }) => {
    const names = given.map((reason) => reasons.get(reason) ?? String(reason));
    return {
      ...request,
      end: statuses.length === 0 ? { state: 'pending' } : {
        state: 'ended',
        status: nameOf(statuses.find((status) => status !== Cr.NS_OK) ?? Cr.NS_OK),
        blockedFor: names.find((name) => name !== 'CORSDIDNOTSUCCEED') ?? names[0] ?? null,
      },
    };
  });
`;

const READ = `${RECORDED}
  return { requests: recorded.read(), messages: recorded.messages };
`;

const COUNT = `${RECORDED}
  const [urlPart] = args;
  const requests = [...recorded.requests.values()].filter(({ hops }) => hops[0].url.includes(urlPart));
  return {
    all: requests.length,
    ended: requests.filter(({ statuses }) => statuses.length > 0).length,
    answered: requests.flatMap(({ hops }) => hops).filter(({ status }) => status !== null).length,
  };
`;

const CLEAR = `${RECORDED}
  recorded.requests.clear();
  recorded.messages.length = 0;
`;
