import type { Frame, Page } from 'puppeteer';
import { beforeAll, describe, expect, test } from 'vitest';
import { runScenario } from '../lab/run';
import { scenarios } from '../lab/scenarios/index';
import type { LaunchOptions } from '../support/browser';
import { clientOf } from '../support/panel-client';
import { until } from '../support/until';
import { labForFile } from './lab-browser';

/**
 * What others rely on: the grid named Requests with a row for each request – method, URL and outcome in its name – and the
 * buttons by their names, found in the accessibility tree of the real DevTools, wherever the panel is docked and whatever
 * is open in it, without a click.
 */
const PLACES: Readonly<Record<string, LaunchOptions>> = {
  'a strip of 220 px below the page': { dock: 'bottom', dockSize: 246 },
  '320 px beside the page': { dock: 'right', dockSize: 320, theme: 'dark' },
  'a window of its own': { dock: 'undocked' },
};
const BUTTONS = ['Clear', 'Export HAR', 'Import HAR', 'Copy report', 'Copy as cURL'];

interface Node {
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly nodeId: string;
  readonly parentId?: string;
}

/** What assistive software is told of the panel. */
async function told(panel: Frame): Promise<{ readonly rows: readonly string[]; readonly buttons: readonly string[] }> {
  const { nodes } = (await clientOf(panel).send('Accessibility.getFullAXTree')) as { readonly nodes: readonly Node[] };
  const shown = nodes.filter(({ ignored }) => !ignored);
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const isInGrid = (node: Node): boolean => {
    if (node.role?.value === 'grid' && node.name?.value === 'Requests') return true;
    const parent = byId.get(node.parentId ?? '');
    return parent !== undefined && isInGrid(parent);
  };
  const names = (role: string) => shown.filter((node) => node.role?.value === role);
  return {
    rows: names('row')
      .filter(isInGrid)
      .map((node) => node.name?.value ?? ''),
    buttons: names('button').map((node) => node.name?.value ?? ''),
  };
}

describe.each(Object.entries(PLACES))('%s', (_, place) => {
  const session = labForFile(place);
  let page: Page;
  let panel: Frame;
  beforeAll(async () => {
    ({ page, panel } = await session().open());
  });

  const run = async (id: string): Promise<void> => {
    const scenario = scenarios.find((one) => one.id === id);
    if (scenario === undefined) throw new Error(`The lab has no scenario ${id}.`);
    await runScenario(page, scenario, session().lab, session().recorder);
  };
  const hasRow = (id: string, outcome: string) =>
    until(`a row of ${id}, ${outcome}`, async () =>
      (await told(panel)).rows.some(
        (name) => /^[A-Z]+ https?:/.test(name) && name.includes(id) && name.includes(outcome),
      ),
    );
  const hasButtons = async (when: string): Promise<void> => {
    const { buttons } = await told(panel);
    expect(buttons.filter((name) => BUTTONS.includes(name)).sort(), `buttons ${when}`).toEqual([...BUTTONS].sort());
  };

  test('nothing recorded: the buttons', () => hasButtons('with nothing recorded'));

  test('one request that was allowed: its row, the buttons', async () => {
    await run('allowed-echo');
    await hasRow('allowed-echo', 'allowed');
    await panel.waitForSelector('.case');
    await hasButtons('with one allowed request');
  });

  test('a request that was blocked: its row, and its diagnosis comes by itself', async () => {
    await run('allow-origin-missing');
    await hasRow('allow-origin-missing', 'blocked');
    await panel.waitForSelector('.case.blocked');
    await hasButtons('with a blocked request');
  });

  test('whatever list and page is open: the rows', async () => {
    const open = (selector: string) =>
      panel.$$eval(selector, (elements) => {
        for (const element of elements.slice(0, 1)) (element as HTMLElement).click();
      });
    for (const [what, selector] of [
      ['problems in front', '[role=tab]:first-child'],
      ['the page of a problem', '[role=option]'],
      ['compare', '[aria-label=Compare]'],
      ['the columns', '.left-tabs .view-menu button, .timeline .view-menu button'],
    ] as const) {
      await open(selector);
      await until(`rows, ${what}`, async () => (await told(panel)).rows.length > 0);
      await hasRow('allow-origin-missing', 'blocked');
      await hasButtons(what);
    }
  });
});
