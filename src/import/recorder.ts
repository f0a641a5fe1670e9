import type { Browser } from '../exchange/exchange';
import type { EntryView } from './entry-view';
import { type JsonObject, objectOf, textOf } from './loose-json';

/** Who wrote the file: what it can know about how a request ended follows from that. */
export interface Recorder {
  readonly name: string;
  /** The browser all of it came from; null: unknown, or several (a proxy). */
  readonly browser: Browser | null;
  /** Does an entry without a failure mean that the browser let it through? */
  readonly tellsOutcome: boolean;
  /** Sits between browser and server: sees what went over the wire and no more. */
  readonly isProxy: boolean;
  /** Sends requests by itself: no page asked, and no browser judged the answer. */
  readonly isClient: boolean;
  /** Are preflights, and answers that the browser refused, in the file as well? */
  readonly keepsRefused: boolean;
  /** What its files cannot show and nobody would miss, in a sentence; null: nothing. */
  readonly blindSpot: string | null;
}

export function recorderOf(log: JsonObject): Recorder {
  const name = textOf(objectOf(log['creator'])?.['name']) ?? '';
  const browserName = textOf(objectOf(log['browser'])?.['name']) ?? '';
  const recorder: Recorder = {
    name,
    browser: browserOfName(browserName),
    tellsOutcome: false,
    isProxy: false,
    isClient: false,
    keepsRefused: true,
    blindSpot: null,
  };
  // Chrome, Edge and everything built on their DevTools.
  if (name === 'WebInspector') return { ...recorder, browser: 'chromium', tellsOutcome: true };
  if (/^webkit web inspector/i.test(name)) return { ...recorder, browser: 'webkit', tellsOutcome: true };
  // Its files have no field for failures, and a response that CORS refused looks like any other.
  if (/^firefox/i.test(name)) return { ...recorder, browser: 'firefox' };
  if (/^playwright/i.test(name)) return { ...recorder, tellsOutcome: true, keepsRefused: false };
  // Puppeteer's recorders are made of it.
  if (/chrome[- ]har/i.test(name)) return { ...recorder, browser: 'chromium', blindSpot: dropsFailures(name) };
  if (/puppeteer|cypress|lighthouse/i.test(name)) return { ...recorder, browser: recorder.browser ?? 'chromium' };
  return {
    ...recorder,
    isProxy:
      /charles|fiddler|mitmproxy|proxyman|burp|logger\+\+|http toolkit|browsermob|browserup|whistle|anyproxy|zap|reqable|alta proxy/i.test(
        name,
      ),
    isClient:
      /insomnia|postman|advanced rest client|hoppscotch|bruno|\bpaw\b|rapidapi|thunder client|httpie|yaak|\bk6\b|\bcurl\b|capture-har/i.test(
        name,
      ),
  };
}

/** Words that only browsers have for a failed request. */
const browsersWords =
  /^(?:net::ERR_|NS_(?:ERROR|BINDING)_|SSL_ERROR_|SEC_ERROR_|MOZILLA_PKIX_)|Access-Control-Allow-|Preflight response is not successful/;

/** `_error` may be the browser's, or that of a proxy which got no answer itself. */
export const isBrowsersWord = (recorder: Recorder, word: string): boolean =>
  recorder.isProxy || recorder.isClient
    ? false
    : recorder.browser !== null || recorder.tellsOutcome || browsersWords.test(word);

const dropsFailures = (name: string): string =>
  `${name} leaves requests that failed out of its files: a response that CORS blocked is not in this one, only a preflight's answer is.`;

function browserOfName(name: string): Browser | null {
  if (/chrom|edge|opera|brave/i.test(name)) return 'chromium';
  if (/firefox/i.test(name)) return 'firefox';
  return /webkit|safari/i.test(name) ? 'webkit' : null;
}

/** A proxy hears all browsers; each request says which one it comes from. */
export function browserOf(recorder: Recorder, view: EntryView): Browser | null {
  if (recorder.browser !== null) return recorder.browser;
  const agent = view.userAgent ?? '';
  if (/\b(?:Firefox|FxiOS)\//.test(agent)) return /FxiOS/.test(agent) ? 'webkit' : 'firefox';
  if (/\b(?:Chrome|Chromium|Edg|HeadlessChrome)\//.test(agent)) return 'chromium';
  return /\bSafari\//.test(agent) ? 'webkit' : null;
}
