import { expect, test } from 'vitest';
import { diagnose } from '../../../../src/diagnostics/diagnose';
import type { Exchange } from '../../../../src/exchange/exchange';
import { handOver } from '../../../../src/panel/hand-over';
import type { HarListener, HarRead, Host } from '../../../../src/panel/host';
import { createStore } from '../../../../src/panel/store/store';
import { panelHost } from '../../../support/panel-host';
import { session } from '../../../support/session';

interface Read {
  readonly listener: HarListener;
  readonly stop: AbortSignal;
  end(read: HarRead): void;
}

/** A panel whose files are read as the test tells. */
function open() {
  const outside = panelHost(session);
  const reads: Read[] = [];
  const host: Host = {
    ...outside.host,
    readHar: (_, listener, stop) => new Promise((end) => reads.push({ listener, stop, end })),
  };
  const store = createStore(host, diagnose, handOver);
  store.start();
  outside.draw();
  return { store, draw: outside.draw, reads };
}

const ofFile = (count: number, name: string): Exchange[] =>
  Array.from({ length: count }, (_, index) => ({ ...session[2]!, id: `${name}-${index}` }));
const whole = { ok: true, leftOut: [], blindSpot: null } as const;
/** What waits for a promise has run. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

test('what is there stays until the last row of the file is made, and then everything is there at once', async () => {
  const { store, draw, reads } = open();
  const before = store.rows.value;
  const opened = store.openFile(new File([''], 'a.har'));
  reads[0]!.listener.progress(0.4);
  expect(store.reading.value).toMatchObject({ name: 'a.har' });
  reads[0]!.listener.exchanges(ofFile(300, 'a'));
  reads[0]!.listener.exchanges(ofFile(300, 'b'));
  reads[0]!.end(whole);
  await settled();
  // The browser has drawn nothing since: a slice of the rows was made at most.
  expect(store.opened.value).toBeNull();
  expect(store.reading.value).not.toBeNull();
  expect(store.rows.value).toBe(before);
  draw();
  await opened;
  draw();
  expect(store.reading.value).toBeNull();
  expect(store.opened.value?.exchanges).toHaveLength(600);
  expect(store.rows.value).toHaveLength(before.length + 600);
  expect(store.selectedRow.value).not.toBeNull();
});

test('cancelled while the file is read, or while its rows are made: nothing of it comes, whatever is told later', async () => {
  for (const isRead of [false, true]) {
    const { store, draw, reads } = open();
    const before = store.rows.value;
    const opened = store.openFile(new File([''], 'a.har'));
    reads[0]!.listener.exchanges(ofFile(600, 'a'));
    if (isRead) reads[0]!.end(whole);
    await settled();
    store.reading.value?.cancel();
    expect(reads[0]!.stop.aborted).toBe(true);
    expect(store.reading.value).toBeNull();
    expect(store.announcement.value).toBe('a.har was not opened');
    reads[0]!.listener.progress(0.9);
    reads[0]!.listener.exchanges(ofFile(1, 'late'));
    reads[0]!.end(whole);
    draw();
    await opened;
    draw();
    expect(store.reading.value).toBeNull();
    expect(store.opened.value).toBeNull();
    expect(store.rows.value).toBe(before);
  }
});

test('of two files opened one after the other the last is opened, and its progress is shown', async () => {
  const { store, draw, reads } = open();
  const first = store.openFile(new File([''], 'a.har'));
  reads[0]!.listener.exchanges(ofFile(2, 'a'));
  const second = store.openFile(new File([''], 'b.har'));
  expect(reads[0]!.stop.aborted).toBe(true);
  reads[0]!.end(whole);
  draw();
  await first;
  expect(store.reading.value).toMatchObject({ name: 'b.har' });
  reads[1]!.listener.exchanges(ofFile(3, 'b'));
  reads[1]!.end(whole);
  draw();
  await second;
  expect(store.opened.value).toMatchObject({ name: 'b.har', exchanges: { length: 3 } });
});

test('a file that cannot be used leaves the one that is open, and so does closing its sentence', async () => {
  const { store, draw, reads } = open();
  const good = store.openFile(new File([''], 'a.har'));
  reads[0]!.listener.exchanges(ofFile(2, 'a'));
  reads[0]!.end(whole);
  draw();
  await good;
  const bad = store.openFile(new File([''], 'b.har'));
  reads[1]!.end({ ok: false, sentence: 'The file is JSON, but not a HAR: it has no `log`.' });
  await bad;
  expect(store.fileTrouble.value).toEqual({
    name: 'b.har',
    sentence: 'The file is JSON, but not a HAR: it has no `log`.',
  });
  expect(store.announcement.value).toBe('b.har: The file is JSON, but not a HAR: it has no log.');
  store.forgetTrouble();
  expect(store.fileTrouble.value).toBeNull();
  expect(store.opened.value?.name).toBe('a.har');
});

test('says what of the file is not there', async () => {
  const { store, draw, reads } = open();
  const opened = store.openFile(new File([''], 'a.har'));
  reads[0]!.listener.exchanges(ofFile(1, 'a'));
  reads[0]!.end({ ok: true, leftOut: [3, 17], blindSpot: 'chrome-har leaves requests that failed out.' });
  draw();
  await opened;
  expect(store.opened.value?.notes).toEqual([
    'Left out: log.entries[3], log.entries[17]. An entry without a URL, or a proxy’s tunnel (CONNECT), is no request of a page.',
    'chrome-har leaves requests that failed out.',
  ]);
  expect(store.announcement.value).toMatch(/^1 exchange from a\.har\. Left out: .* chrome-har /);
});
