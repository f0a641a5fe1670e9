import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnostics/diagnose';
import { handOver } from '../../../src/panel/hand-over';
import { createStore } from '../../../src/panel/store/store';
import { panelHost, recording } from '../../support/panel-host';
import { many, session } from '../../support/session';

function open(exchanges = session) {
  const outside = panelHost(exchanges);
  const store = createStore(outside.host, diagnose, handOver);
  store.start();
  outside.draw();
  return { store, outside };
}

test('asks for the log, and counts what it gets', () => {
  const { store, outside } = open();
  expect(outside.sent).toEqual([{ type: 'subscribe', cursor: null }]);
  expect(store.counts.value).toMatchObject({ pending: 1, allowed: 3 });
  expect(store.noCorsCount.value).toBe(2);
  expect(store.listed.value).toHaveLength(session.length - 2);
});

test('opens the first problem by itself, and does not change what the reader chose', () => {
  const { store, outside } = open();
  expect(store.selectedId.value).toBe('e13');
  store.select('e03');
  outside.tell({ type: 'changed', cursor: { epoch: 'a', seq: 2 }, state: recording, exchanges: many(40), dropped: [] });
  outside.draw();
  expect(store.selectedId.value).toBe('e03');
});

describe('without a problem', () => {
  const byId = (id: string) => session.find((exchange) => exchange.id === id)!;
  const tell = (outside: ReturnType<typeof open>['outside'], id: string): void => {
    const exchanges = [byId(id)];
    outside.tell({ type: 'changed', cursor: { epoch: 'a', seq: 2 }, state: recording, exchanges, dropped: [] });
    outside.draw();
  };

  test('the first request is open until there is one', () => {
    const { store, outside } = open([byId('e02'), byId('e06')]);
    expect(store.selectedId.value).toBe('e02');
    tell(outside, 'e13');
    expect(store.selectedId.value).toBe('e13');
  });

  test('what the reader opened stays open', () => {
    const { store, outside } = open([byId('e02'), byId('e06')]);
    store.select('e02');
    tell(outside, 'e13');
    expect(store.selectedId.value).toBe('e02');
  });
});

test('what comes while two are compared can be compared with, and what is being read stays', () => {
  const { store, outside } = open();
  store.select('e13');
  store.compare();
  const before = store.comparison.value?.right?.id;
  const known = store.candidates.value.map(({ id }) => id);
  const passed = session.find((exchange) => exchange.id === 'e06')!;
  const [hop] = passed.hops;
  const sameEndpoint = { ...hop, request: { ...hop.request, url: 'https://api.example/v1/orders' } };
  const exchanges = [{ ...passed, id: 'new', startedAt: passed.startedAt + 9_000, hops: [sameEndpoint] }];
  outside.tell({ type: 'changed', cursor: { epoch: 'a', seq: 2 }, state: recording, exchanges, dropped: [] });
  outside.draw();
  expect(store.candidates.value.map(({ id }) => id)).toEqual(['new', ...known]);
  expect(store.comparison.value?.right?.id).toBe(before);
  store.compare();
  expect(store.comparison.value?.right?.id).toBe('new');
});

test('with nothing to compare with, the first that passes is taken', () => {
  const [failed, passed] = ['e13', 'e06'].map((id) => session.find((exchange) => exchange.id === id)!);
  const { store, outside } = open([failed!]);
  store.compare();
  expect(store.comparison.value?.right).toBeNull();
  const exchanges = [passed!];
  outside.tell({ type: 'changed', cursor: { epoch: 'a', seq: 2 }, state: recording, exchanges, dropped: [] });
  outside.draw();
  expect(store.comparison.value?.right?.id).toBe('e06');
});

test('a missed message asks for a snapshot again', () => {
  const { outside } = open();
  outside.tell({ type: 'changed', cursor: { epoch: 'a', seq: 9 }, state: recording, exchanges: [], dropped: [] });
  outside.draw();
  expect(outside.sent.at(-1)).toEqual({ type: 'subscribe', cursor: { epoch: 'a', seq: 1 } });
});

test.each([null, undefined, 7, 'snapshot', {}, { type: 'snapshot' }, { type: 'no such', cursor: {} }])(
  '%j is no message',
  (message) => {
    const { store, outside } = open();
    outside.tell(message);
    outside.draw();
    expect(store.listed.value).toHaveLength(session.length - 2);
  },
);

describe('clearing', () => {
  test('by the reader asks the log to', () => {
    const { store, outside } = open();
    store.clear();
    expect(outside.sent.at(-1)).toEqual({ type: 'clear' });
  });

  test('by a navigation empties the lists and lets the next problem open', () => {
    const { store, outside } = open();
    outside.tell({ type: 'cleared', cursor: { epoch: 'a', seq: 2 }, state: recording, because: 'navigation' });
    outside.draw();
    expect(store.rows.value).toEqual([]);
    expect(store.detail.value).toBeNull();
    outside.tell({
      type: 'changed',
      cursor: { epoch: 'a', seq: 3 },
      state: recording,
      exchanges: [session[2]!],
      dropped: [],
    });
    outside.draw();
    expect(store.selectedId.value).toBe('e03');
  });
});

describe('filters', () => {
  test('hide an outcome and show it again', () => {
    const { store } = open();
    store.toggleOutcome('blocked');
    expect(store.shown.value.some((row) => row.outcome === 'blocked')).toBe(false);
    store.toggleOutcome('blocked');
    expect(store.shown.value).toHaveLength(session.length - 2);
  });

  test('show what needs no CORS on demand', () => {
    const { store } = open();
    store.toggleNoCors();
    expect(store.shown.value).toHaveLength(session.length);
  });

  test('to a span of time', () => {
    const { store } = open();
    const start = session[0]!.startedAt;
    store.zoom({ from: start, to: start + 620 });
    expect(store.shown.value.map((row) => row.id)).toEqual(['e01', 'e02', 'e03', 'e04', 'e05', 'e06']);
    store.showEverything();
    expect(store.shown.value).toHaveLength(session.length - 2);
  });
});

test('turns the pages of a problem round and round', () => {
  const { store } = open();
  store.turnPage(-1);
  expect(store.selectedId.value).toBe('e15');
  store.turnPage(1);
  expect(store.selectedId.value).toBe('e13');
});

test('writes the fix of the server that the reader chose before into the report', async () => {
  const { store, outside } = open();
  outside.memory.set('server https://api.example', 'caddy');
  await store.copyReport();
  expect(outside.copied.at(-1)).toContain('```caddyfile');
});

test('copies a report of the open exchange, without its secrets', async () => {
  const { store, outside } = open();
  store.select('e04');
  await store.copyReport();
  expect(outside.copied[0]).toContain('https://auth.example/session');
  expect(outside.copied[0]).not.toContain('1f0c');
});

test('exports what is shown', () => {
  const { store, outside } = open();
  store.filterBy('server:cdn');
  store.exportHar();
  const har = JSON.parse(outside.saved[0]!.text);
  expect(har.log.entries).toHaveLength(1);
  expect(har.log.entries[0]._cors).toMatchObject({ outcome: 'blocked', exchange: 'e03' });
});

test('exports the whole recording when nothing is filtered', () => {
  const { store, outside } = open();
  store.exportHar();
  const har = JSON.parse(outside.saved[0]!.text);
  const exchanges = har.log.entries.map((entry: { _cors: { exchange: string } }) => entry._cors.exchange);
  expect(new Set(exchanges).size).toBe(session.length);
});

test('hundreds of exchanges fall to few problems', () => {
  const outside = panelHost(many(300));
  const store = createStore(outside.host, diagnose, handOver);
  store.start();
  outside.draw();
  expect(store.rows.value).toHaveLength(300);
  expect(store.problems.value.length).toBeLessThan(20);
});

test.each([
  ['xmlhttprequest', true],
  ['image', false],
])('a no-cors load by %s, of another origin, is listed: %s', (resourceType, isListed) => {
  const model = session.find((exchange) => exchange.id === 'e02')!;
  const [hop] = model.hops;
  const headerList = [['Sec-Fetch-Mode', 'no-cors']] as const;
  const exchanges = [{ ...model, resourceType, hops: [{ ...hop, request: { ...hop.request, headerList } }] as const }];
  const { store } = open(exchanges);
  expect(store.rows.value.map(({ outcome }) => outcome)).toEqual(['allowed']);
  expect(store.listed.value).toHaveLength(isListed ? 1 : 0);
});
