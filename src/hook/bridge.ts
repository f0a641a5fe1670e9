import type { PageDocument, PageItem } from '../exchange/page-item';
import { type BridgeMessage, ITEMS_AT_MOST, isPageAnswer, readItems, STOP } from '../protocol/page-messages';
import { takePort } from './handshake';

/**
 * Content script: stands between the hook, which lives among the page's own scripts, and the devtools page. It asks once
 * whether anybody inspects this tab; if not, hook and bridge take themselves out again.
 */

/** Items are told together, this often at most. ms */
const TELL_EVERY = 20;

/** null: the hook has not come yet. */
let hook: MessagePort | null = null;
/** What it is told first when it comes. */
let toldFirst: 'listen' | 'stop' | null = null;
let state: 'asking' | 'listening' | 'stopped' = 'asking';
let items: PageItem[] = [];
let telling: ReturnType<typeof setTimeout> | null = null;

addEventListener('securitypolicyviolation', onViolation, true);
addEventListener('pageshow', onShown);
chrome.runtime.onMessage.addListener(onMessage);
takePort((port) => {
  hook = port;
  port.onmessage = ({ data }: MessageEvent<unknown>) => add(readItems(data));
  if (toldFirst !== null) port.postMessage(toldFirst);
});
ask();

function tellHook(what: 'listen' | 'stop'): void {
  toldFirst = what;
  hook?.postMessage(what);
}

function ask(): void {
  send({ type: 'page-hook here' }, () => {
    if (state !== 'asking') return;
    state = 'listening';
    tellHook('listen');
    tellSoon();
  });
}

/** Without an answer nobody listens any more: DevTools is closed, the switch is off, the extension is gone. */
function send(message: BridgeMessage, answered: () => void = () => {}): void {
  try {
    chrome.runtime.sendMessage(message, (answer: unknown) => {
      // Nothing is undefined in Chromium and null in Firefox.
      if (!chrome.runtime.lastError && isPageAnswer(answer)) answered();
      else stop();
    });
  } catch {
    stop(); // the extension was updated or removed
  }
}

function stop(): void {
  if (state === 'stopped') return;
  state = 'stopped';
  items = [];
  tellHook('stop');
  removeEventListener('securitypolicyviolation', onViolation, true);
  removeEventListener('pageshow', onShown);
  try {
    chrome.runtime.onMessage.removeListener(onMessage);
  } catch {
    // the extension is gone, and its listeners with it
  }
}

function add(more: readonly PageItem[]): void {
  if (state === 'stopped') return;
  items.push(...more.slice(0, ITEMS_AT_MOST - items.length));
  if (state === 'listening') tellSoon();
}

function tellSoon(): void {
  if (telling !== null || items.length === 0) return;
  telling = setTimeout(() => {
    telling = null;
    if (state !== 'listening') return;
    const told = items;
    items = [];
    send({ type: 'page-hook told', document: aboutDocument(), items: told });
  }, TELL_EVERY);
}

function aboutDocument(): PageDocument {
  return { origin: self.origin, securePage: securePage(), serviceWorker: isControlled() };
}

/** https://w3c.github.io/webappsec-mixed-content/#categorize-settings-object: the document, or one around it. */
function securePage(): string | null {
  // Firefox has no ancestorOrigins before 145.
  const origins = [self.origin, ...Array.from(location.ancestorOrigins ?? [])];
  return origins.find((origin) => origin.startsWith('https:')) ?? null;
}

function isControlled(): boolean {
  try {
    return Boolean(navigator.serviceWorker?.controller);
  } catch {
    return false; // a sandboxed document may not ask
  }
}

function onViolation(event: SecurityPolicyViolationEvent): void {
  // Pages may dispatch such events themselves.
  if (!event.isTrusted) return;
  const { effectiveDirective: directive, disposition, blockedURI: blockedUrl, originalPolicy: policy } = event;
  add([{ kind: 'violation', violation: { directive, disposition, blockedUrl, policy, at: Date.now() } }]);
}

/** Back from the back/forward cache, where no message reached it. */
function onShown(event: PageTransitionEvent): void {
  if (event.persisted) send({ type: 'page-hook here' });
}

function onMessage(message: unknown): void {
  if (message === STOP) stop();
}
