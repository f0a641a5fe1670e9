import { render } from 'preact';
import { diagnose } from '../../src/diagnostics/diagnose';
import { importHar } from '../../src/import/har';
import { Panel } from '../../src/panel/components/Panel';
import { handOver } from '../../src/panel/hand-over';
import type { Host, Theme } from '../../src/panel/host';
import { createStore } from '../../src/panel/store/store';
import type { LogMessage, LogState } from '../../src/protocol/messages';
import { hostile, many, START, session } from '../support/session';

/**
 * The panel as an ordinary page, with a session instead of a browser: for looking at it, and for tests in a real engine.
 * ?theme=dark  ?state=empty|no-permission|not-inspectable|gone|connecting|interrupted|full  ?data=hostile|10000  ?select=e13
 * ?problem=0  ?compare  ?ledger  ?dialog=keys|export|hook  ?left=timeline  ?filter=text
 */
const query = new URLSearchParams(location.search);
const theme: Theme = query.get('theme') === 'dark' ? 'dark' : 'light';
const state = query.get('state') ?? 'recording';
const data = query.get('data') ?? 'session';

const logState: LogState = {
  keepLog: true,
  droppedCount: state === 'full' ? 1_204 : 0,
  sameOriginCount: 23,
  pageHook: { state: 'off' },
  interruptions: state === 'interrupted' ? [{ at: START + 900, lasted: 2_100 }] : [],
  navigations: state === 'recording' ? [{ at: START + 280, url: 'https://app.example/' }] : [],
  recording: recording(),
};

function recording(): LogState['recording'] {
  switch (state) {
    case 'no-permission':
      return { state: 'no permission' };
    case 'not-inspectable':
      return { state: 'not inspectable', url: 'chrome://settings/' };
    case 'gone':
      return { state: 'gone' };
    case 'connecting':
      return { state: 'connecting' };
    default:
      return { state: 'recording' };
  }
}

function exchanges() {
  if (!['recording', 'interrupted', 'full'].includes(state)) return [];
  if (data === 'hostile') return hostile;
  return data === 'session' ? session : many(Number(data));
}

const said: unknown[] = [];
let started = false;
let receive: (message: LogMessage) => void = () => {};
const host: Host = {
  send(message) {
    said.push(message);
    if (message.type === 'subscribe') {
      receive({ type: 'snapshot', cursor: { epoch: 'demo', seq: 0 }, state: logState, exchanges: exchanges() });
    }
  },
  listen(listener) {
    receive = listener;
    return () => {};
  },
  copy: async (text) => void said.push({ copied: text }),
  save: (name, mimeType, text) => void said.push({ saved: name, mimeType, text }),
  pickFile: async () => null,
  async readHar(file, { progress, exchanges }, stop) {
    if (query.has('slow')) {
      progress(0.4);
      await new Promise((done) => stop.addEventListener('abort', done));
    }
    const read = importHar(await file.text());
    if (!read.ok) return read;
    exchanges(read.exchanges);
    return { ok: true, leftOut: read.leftOut, blindSpot: read.recorder.blindSpot };
  },
  openSource: (url, line, column) => void said.push({ opened: url, line, column }),
  reload: () => void said.push('reload'),
  requestPermission: () => void said.push('permission'),
  theme: { current: () => theme, listen: () => {} },
  system: 'other',
  memory: { recall: () => null, remember: () => {} },
  // The session is there at once, so that what the query asks for can be opened; long logs come in frames.
  nextFrame: (run) => (started || data !== 'session' ? void requestAnimationFrame(run) : run()),
  now: () => START + 16_000,
  browser: 'chromium',
};

const store = createStore(host, diagnose, handOver);
store.start();
const selected = query.get('select');
if (selected !== null) store.select(selected);
const left = query.get('left');
if (left === 'timeline' || left === 'problems') store.showLeft(left);
const filter = query.get('filter');
if (filter !== null) store.filterBy(filter);

const problem = query.get('problem');
if (problem !== null) store.selectProblem(store.problems.value[Number(problem)]?.id ?? '');
if (query.has('compare')) store.compare();
if (query.has('ledger')) store.openLedger();
const dialog = query.get('dialog');
if (dialog === 'keys' || dialog === 'export' || dialog === 'hook') store.openDialog(dialog);

started = true;

Object.assign(window, { panel: { store, said, send: (message: LogMessage) => receive(message) } });
const root = document.querySelector('#panel');
if (root !== null) render(<Panel store={store} />, root);
