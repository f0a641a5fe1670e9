// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/diagnostics/diagnose';
import type { Exchange } from '../../../../src/exchange/exchange';
import { Panel } from '../../../../src/panel/components/Panel';
import { handOver } from '../../../../src/panel/hand-over';
import { createStore } from '../../../../src/panel/store/store';
import type { LogState } from '../../../../src/protocol/messages';
import { panelHost, recording } from '../../../support/panel-host';
import { hostile, session } from '../../../support/session';

let root: HTMLElement | null = null;
beforeAll(() => {
  // happy-dom lays nothing out; the list asks how much of it can be seen.
  for (const side of ['offsetHeight', 'offsetWidth', 'clientHeight']) {
    Object.defineProperty(HTMLElement.prototype, side, { configurable: true, get: () => 800 });
  }
});
afterEach(() => {
  if (root !== null) render(null, root);
  root?.remove();
});

async function open(exchanges: readonly Exchange[] = session, state?: LogState) {
  const outside = panelHost(exchanges, state);
  const store = createStore(outside.host, diagnose, handOver);
  store.start();
  outside.draw();
  root = document.createElement('div');
  document.body.append(root);
  const element = root;
  await act(() => render(<Panel store={store} />, element));
  return { store, outside, element };
}

const all = (selector: string): Element[] => [...document.querySelectorAll(selector)];
const one = (selector: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`nothing is ${selector}`);
  return found;
};
const button = (name: string): HTMLElement => one(`button[aria-label="${name}"]`);
const click = (element: HTMLElement) => act(() => element.click());
const key = (element: HTMLElement, name: string) =>
  act(
    () =>
      element.dispatchEvent(
        new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }),
      ) as unknown as undefined,
  );

describe('what outside checks rely on', () => {
  test('the grid named Requests, its row count, and rows named by method, URL and outcome', async () => {
    await open();
    const grid = one('[role=grid]');
    expect(grid.getAttribute('aria-label')).toBe('Requests');
    expect(grid.getAttribute('aria-rowcount')).toBe('18');
    const row = one('#request-e13');
    expect(row.getAttribute('aria-label')).toMatch(/^POST https:\/\/api\.example\/v1\/orders blocked/);
    expect(Number(row.getAttribute('aria-rowindex'))).toBeGreaterThan(0);
  });

  test.each(['Clear', 'Export HAR', 'Import HAR', 'Copy report', 'Copy as cURL'])('a button named %s', async (name) => {
    await open();
    expect(all(`button[aria-label="${name}"]`)).toHaveLength(1);
  });
});

test('a click on a row tells its exchange', async () => {
  await open();
  await click(one('#request-e03'));
  expect(one('.case h1').textContent).toContain('slash');
  expect(one('#request-e03').getAttribute('aria-selected')).toBe('true');
  expect(one('[role=grid]').getAttribute('aria-activedescendant')).toBe('request-e03');
});

test('arrow keys move through requests and problems', async () => {
  const { store } = await open();
  await click(one('#request-e02'));
  await key(one('[role=grid]'), 'ArrowDown');
  expect(store.selectedId.value).toBe('e06');
  await key(one('[role=grid]'), 'Home');
  await key(one('[role=grid]'), 'ArrowUp');
  expect(store.selectedId.value).toBe('e02');
  await key(one('[role=listbox]'), 'Home');
  await key(one('[role=listbox]'), 'ArrowDown');
  expect(store.selectedProblem.value?.host).toBe('search.partner.example');
});

test('copies as cURL', async () => {
  const { outside } = await open();
  await click(button('Copy as cURL'));
  expect(outside.copied[0]).toContain('curl');
  expect(outside.copied[0]).toContain('https://api.example/v1/orders');
});

test('copies as cURL for the shell that was chosen beside the code', async () => {
  const { outside } = await open();
  const curlTab = all('[role=tab]').find((tab) => tab.textContent === 'curl pair');
  await click(curlTab as HTMLElement);
  expect(one('[aria-label="curl pair, code"]').textContent).toContain("--header 'Origin: https://app.example'");

  const select = one('select[aria-label=Shell]') as HTMLSelectElement;
  expect([...select.options].map((option) => option.text)).toEqual(['sh, bash, zsh, fish', 'PowerShell', 'cmd']);
  select.value = 'cmd';
  await act(() => select.dispatchEvent(new Event('change')) as unknown as undefined);
  expect(one('[aria-label="curl pair, code"]').textContent).toContain('--header ^"Origin: https://app.example^"');

  await click(button('Copy as cURL'));
  expect(outside.copied[0]).toContain('--header ^"Origin: https://app.example^"');
});

test('a source line opens in DevTools', async () => {
  const { outside } = await open();
  await click(one('button.source'));
  expect(outside.opened).toEqual(['https://app.example/assets/checkout.js:88:9']);
});

describe('says what to do when there is nothing to show:', () => {
  test.each([
    ['nothing recorded', { state: 'recording' }, 'No cross-origin requests yet', 'Reload the page'],
    ['no permission', { state: 'no permission' }, 'has not given access', 'Allow all sites'],
    [
      'a page of the browser',
      { state: 'not inspectable', url: 'chrome://settings' },
      'No extension may look',
      'chrome://settings',
    ],
    ['the extension was updated', { state: 'gone' }, 'was updated', 'open it again'],
  ] as const)('%s', async (_, now, title, words) => {
    await open([], { ...recording, recording: now });
    expect(one('.state').textContent).toContain(title);
    expect(one('.state').textContent).toContain(words);
  });

  test('everything is filtered away', async () => {
    const { store } = await open();
    await act(() => store.filterBy('no such thing'));
    expect(one('.state').textContent).toContain('Nothing matches');
    await click(one('.state .primary'));
    expect(all('.case')).toHaveLength(1);
  });
});

describe('what strangers send stays text', () => {
  test.each(hostile.map((exchange) => exchange.id))('%s', async (id) => {
    const { store, element } = await open(hostile);
    await act(() => store.select(id));
    expect(element.querySelectorAll('img, script, i:not([class])')).toHaveLength(0);
    expect(element.innerHTML.length).toBeLessThan(120_000);
  });

  test('a megabyte is cut, and copied whole', async () => {
    const { store, outside } = await open(hostile);
    await act(() => store.select('h2'));
    const cut = one('.cut');
    expect(cut.textContent).toContain('more characters');
    await click(cut.nextElementSibling as HTMLElement);
    expect(outside.copied[0]).toHaveLength(1_000_000);
  });
});
