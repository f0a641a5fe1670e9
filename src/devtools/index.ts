import { tabLog } from '../exchange/tab-log';
import {
  type BackgroundMessage,
  type DevtoolsMessage,
  isBackgroundMessage,
  isPanelMessage,
  type LogMessage,
} from '../protocol/messages';
import { openReconnectingPort } from '../protocol/reconnecting-port';
import { createPanel, inspectedLocation, inspectedTabId, onNavigated, onNetworkEntry } from './devtools-api';

/** Changes are told together, this often at most. ms */
const TELL_EVERY = 50;
/** The background worker stops 30 s after the last message. ms */
const PING_EVERY = 20_000;
/** A worker that is back sooner has missed nothing: the browser wakes it with the events. ms */
const NOTICEABLE = 2_000;

/** ms */
const LOOK_EVERY = 300;
const LOOKS = 5;

const tabId = inspectedTabId();
const log = tabLog({
  browser: navigator.userAgent.includes('Firefox/') ? 'firefox' : 'chromium',
  epoch: crypto.randomUUID(),
});

createPanel('CORS Lens', '/icons/icon-32.png', '/src/panel/index.html');

// ——— to the panel ———

const panel = new BroadcastChannel(`cors-lens-${tabId}`);
const tell = (message: LogMessage | null): void => {
  if (message !== null) panel.postMessage(message);
};

let telling: ReturnType<typeof setTimeout> | null = null;
function tellSoon(): void {
  if (telling !== null) return;
  telling = setTimeout(() => {
    telling = null;
    tell(log.takeChanges());
    if (log.hasChanges) tellSoon();
  }, TELL_EVERY);
}

panel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!isPanelMessage(data)) return;
  switch (data.type) {
    case 'subscribe':
      tell(log.snapshot());
      if (log.hasChanges) tellSoon();
      return;
    case 'clear':
      tell(log.clear('user'));
      tellSoon();
      return;
    case 'keep-log':
      log.keep(data.keep);
      tellSoon();
      return;
  }
});

// ——— from the background ———

let leftAt: number | null = null;
let permitted = true;
let lastUrl = '';

const port = openReconnectingPort({
  connect: () => chrome.runtime.connect({ name: 'devtools' }),
  onConnect: (post) => post({ type: 'watch', tabId } satisfies DevtoolsMessage),
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
    case 'pong':
      return;
  }
}

/** What the panel must know about the page itself. A page that is just loading cannot be asked, so it is asked again. */
async function look(triesLeft = LOOKS): Promise<void> {
  const location = await inspectedLocation();
  if (location === null && permitted && triesLeft > 0) {
    setTimeout(() => void look(triesLeft - 1), LOOK_EVERY);
    return;
  }
  if (location !== null) log.addOrigin(location.origin);
  if (!permitted) log.recordingIs({ state: 'no permission' });
  else if (location === null) log.recordingIs({ state: 'not inspectable', url: lastUrl });
  else log.recordingIs({ state: 'recording' });
  tellSoon();
}

// ——— from DevTools ———

onNetworkEntry((entry) => {
  log.join(entry, Date.now());
  tellSoon();
});

onNavigated((url) => {
  tell(log.navigated(url, Date.now()));
  tellSoon();
  lastUrl = url;
  void look();
});
