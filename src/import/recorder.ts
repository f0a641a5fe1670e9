import type { Browser } from '../exchange/exchange';
import { type EntryView, requestHeader } from './entry-view';
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
}

export function recorderOf(log: JsonObject): Recorder {
  const name = textOf(objectOf(log['creator'])?.['name']) ?? '';
  const browserName = textOf(objectOf(log['browser'])?.['name']) ?? '';
  const named = (browser: Browser | null, tellsOutcome: boolean): Recorder => ({
    name,
    browser,
    tellsOutcome,
    isProxy: false,
  });
  // Chrome, Edge and everything built on their DevTools.
  if (name === 'WebInspector') return named('chromium', true);
  if (/^webkit web inspector/i.test(name)) return named('webkit', true);
  // Its files have no field for failures, and a response that CORS refused looks like any other.
  if (/^firefox/i.test(name)) return named('firefox', false);
  if (/^playwright/i.test(name)) return named(browserOfName(browserName), true);
  if (/puppeteer|chrome-har|cypress|lighthouse/i.test(name))
    return named(browserOfName(browserName) ?? 'chromium', false);
  return {
    name,
    browser: browserOfName(browserName),
    tellsOutcome: false,
    isProxy: /charles|fiddler|mitmproxy|proxyman|burp|http toolkit|browsermob|whistle|anyproxy|zap/i.test(name),
  };
}

function browserOfName(name: string): Browser | null {
  if (/chrom|edge|opera|brave/i.test(name)) return 'chromium';
  if (/firefox/i.test(name)) return 'firefox';
  return /webkit|safari/i.test(name) ? 'webkit' : null;
}

/** A proxy hears all browsers; each request says which one it comes from. */
export function browserOf(recorder: Recorder, view: EntryView): Browser | null {
  if (recorder.browser !== null) return recorder.browser;
  const agent = requestHeader(view, 'user-agent') ?? '';
  if (/\b(?:Firefox|FxiOS)\//.test(agent)) return /FxiOS/.test(agent) ? 'webkit' : 'firefox';
  if (/\b(?:Chrome|Chromium|Edg|HeadlessChrome)\//.test(agent)) return 'chromium';
  return /\bSafari\//.test(agent) ? 'webkit' : null;
}
