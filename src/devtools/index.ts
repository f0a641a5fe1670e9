import { tabLog } from '../exchange/tab-log';
import { type BackgroundMessage, type DevtoolsMessage, isBackgroundMessage } from '../protocol/messages';
import { openReconnectingPort } from '../protocol/reconnecting-port';
import { createPanel, inspectedLocation, inspectedTabId, onNavigated, onNetworkEntry } from './devtools-api';
import { hearPage, onPageSpeaking, type PageListener } from './page-speaking';
import { tellPanel } from './tell-panel';

/** Calls and network entries without a request are decided about this often, while there are any. ms */
const CONCLUDE_EVERY = 250;
/** The background worker stops 30 s after the last message. ms */
const PING_EVERY = 20_000;
/** A worker that is back sooner has missed nothing: the browser wakes it with the events. ms */
const NOTICEABLE = 2_000;

/** ms */
const LOOK_EVERY = 300;
/** ms */
const LOOK_AGAIN_EVERY = 2_000;
const LOOKS = 5;

const tabId = inspectedTabId();
const browser = navigator.userAgent.includes('Firefox/') ? 'firefox' : 'chromium';
const log = tabLog({
  browser,
  epoch: crypto.randomUUID(),
});

createPanel('CORS Lens', '/icons/icon-32.png', '/src/panel/index.html');

// ——— to the panel ———

const { tell, tellSoon } = tellPanel(log, tabId, switchPageHook);

// ——— from the background ———

let leftAt: number | null = null;
let permitted = true;
let lastUrl = '';

const port = openReconnectingPort({
  connect: () => chrome.runtime.connect({ name: 'devtools' }),
  onConnect: (post) => post({ type: 'watch', tabId, pageHook: isHooking() } satisfies DevtoolsMessage),
  onMessage: (message) => {
    if (isBackgroundMessage(message)) receive(message);
  },
  onDisconnect: () => {
    leftAt ??= Date.now();
  },
  onGone: () => {
    log.recordingIs({ state: 'gone' });
    tellSoon();
  },
});
setInterval(() => port.post({ type: 'ping' } satisfies DevtoolsMessage), PING_EVERY);

function receive(message: BackgroundMessage): void {
  switch (message.type) {
    case 'watching': {
      if (leftAt !== null) log.workerWasAway(leftAt, Date.now());
      if (leftAt !== null && Date.now() - leftAt > NOTICEABLE) log.interrupted(leftAt, Date.now() - leftAt);
      leftAt = null;
      permitted = message.permitted;
      void look();
      return;
    }
    case 'observed':
      log.observe(message.observations);
      tellSoon();
      return;
    case 'page-hook':
      if (message.refused !== null) log.pageHookIs({ state: 'refused', why: message.refused });
      else if (log.pageHook.state === 'starting') log.pageHookIs({ state: 'reload needed' });
      tellSoon();
      return;
    case 'page spoke':
      if (isHooking()) hearPage(pageListener, message.source, message.message);
      return;
    case 'pong':
      return;
  }
}

let looking = false;

/** What the panel must know about the page itself. A page that is just loading cannot be asked, so it is asked again. */
async function look(): Promise<void> {
  looking = true;
  let location = await inspectedLocation();
  for (let triesLeft = LOOKS; location === null && permitted && triesLeft > 0; triesLeft--) {
    await new Promise((later) => setTimeout(later, LOOK_EVERY));
    location = await inspectedLocation();
  }
  looking = false;
  if (location !== null) log.addOrigin(location.origin);
  if (!permitted) log.recordingIs({ state: 'no permission' });
  else if (location === null) log.recordingIs({ state: 'not inspectable', url: lastUrl });
  else log.recordingIs({ state: 'recording' });
  tellSoon();
}

/** Chromium tells extensions of no navigation to a page of its own. Nothing but its silence shows that one is there. */
async function lookAgain(): Promise<void> {
  if (looking || log.recording.state !== 'recording') return;
  if ((await inspectedLocation()) !== null) return;
  lastUrl = '';
  void look();
}
if (browser === 'chromium') setInterval(() => void lookAgain(), LOOK_AGAIN_EVERY);

// ——— from the page, while the switch is on ———

function isHooking(): boolean {
  switch (log.pageHook.state) {
    case 'starting':
    case 'reload needed':
    case 'on':
      return true;
    case 'off':
    case 'refused':
      return false;
  }
}

function switchPageHook(on: boolean): void {
  if (on === isHooking()) return;
  log.pageHookIs({ state: on ? 'starting' : 'off' });
  // A worker that is away hears of it when the port is back.
  port.post({ type: 'page-hook', on } satisfies DevtoolsMessage);
  tellSoon();
}

const pageListener: PageListener = {
  onHere({ frameId }) {
    if (frameId !== 0 || log.pageHook.state === 'on') return;
    log.pageHookIs({ state: 'on' });
    tellSoon();
  },
  onTold(source, { document, items }) {
    log.hear({ source, document, now: Date.now(), own: chrome.runtime.getURL('') }, items);
    tellSoon();
    concludeSoon();
  },
};
onPageSpeaking({ tabId, isListening: isHooking, ...pageListener });

/** What no request comes to is looked at until it is decided. */
let concluding: ReturnType<typeof setTimeout> | null = null;
function concludeSoon(): void {
  if (concluding !== null || !log.isOpen) return;
  concluding = setTimeout(() => {
    concluding = null;
    log.conclude(Date.now(), tabId);
    tellSoon();
    concludeSoon();
  }, CONCLUDE_EVERY);
}

// ——— from DevTools ———

onNetworkEntry((entry) => {
  log.join(entry, Date.now());
  tellSoon();
  concludeSoon();
});

onNavigated((url) => {
  tell(log.navigated(url, Date.now()));
  tellSoon();
  lastUrl = url;
  void look();
});
