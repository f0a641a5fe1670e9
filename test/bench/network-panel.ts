import type { Frame, Page } from 'puppeteer';
import { launch } from '../support/browser';
import { until } from '../support/until';
import { serve } from './cross-origin-site';
import { type Bench, type Figure, median } from './figure';
import { MEASURING } from './measuring';

/** Half of them preflighted PUTs: with their preflights 10,000 requests. */
const FETCHES = 6_667;

interface Measured {
  readonly openMs: number;
  readonly searchMs: number;
  readonly worstFrameMs: number;
  readonly medianFrameMs: number;
}

/**
 * CORS Lens beside the browser's own Network panel: one page makes 10,000 requests while its DevTools are open, then both
 * panels are opened for the first time, searched and scrolled in the same way, in the same DevTools window.
 *
 * Not the same work, and to be read so: the Network panel shows requests alone, CORS Lens pairs and diagnoses them; it draws
 * its list in DevTools' process, CORS Lens in the extension's.
 */
export const networkPanel: Bench = async (progress) => {
  const { browser, extensionId, close } = await launch();
  const servers = await serve();
  try {
    const page = await browser.newPage();
    await page.goto(servers.site);
    const devtools = await page.openDevTools();
    await devtools.evaluate(MEASURING);
    const lens = `chrome-extension://${extensionId}CORSLens`;
    // Both record from when DevTools is open; neither panel is shown yet.
    await until(
      'DevTools to know the panel',
      // Before DevTools is there, asking throws.
      async () => (await devtools.evaluate(`${VIEWS}.then((views) => views.hasView('${lens}'), () => false)`)) === true,
    );
    await page.evaluate(servers.burst(FETCHES));
    progress(`network panel: ${FETCHES} fetches made, half of them preflighted`);

    const network = await measure(devtools, devtools, NETWORK, async () =>
      Number(await devtools.evaluate(show('network'))),
    );
    progress(`network panel: ${told(network)}`);

    const shown = Number(await devtools.evaluate(show(lens)));
    const isPanel = (frame: Frame) => frame.url().startsWith(`chrome-extension://${extensionId}/src/panel/`);
    const panel = await devtools.waitForFrame(isPanel, { timeout: 30_000 });
    await panel.evaluate(MEASURING);
    const ours = await measure(panel, devtools, OURS, async () => shown);
    progress(`CORS Lens: ${told(ours)}`);

    const names = ['openMs', 'searchMs', 'worstFrameMs', 'medianFrameMs'] as const;
    return names.flatMap((name): Figure[] => [
      { name: `networkPanel.${name}`, value: network[name], unit: 'ms', beside: "the browser's own, 10,000 requests" },
      { name: `networkPanel.${name}OfCorsLens`, value: ours[name], unit: 'ms', beside: 'the same requests' },
      {
        name: `panel.${name.replace('Ms', 'ToNetworkPanel')}`,
        value: ours[name] / network[name],
        unit: '×',
        beside: "the browser's own Network panel; below 1 is better",
      },
    ]);
  } finally {
    servers.close();
    await close();
  }
};

interface Place {
  readonly row: string;
  readonly list: string;
  readonly field: string;
}

const NETWORK: Place = {
  row: '.network-log-grid tr.data-grid-data-grid-node',
  list: '.network-log-grid',
  field: '.filter-bar [contenteditable], .filter-bar input',
};
const OURS: Place = { row: '.request-row', list: '.left', field: '#filter' };

const VIEWS = `import('devtools://devtools/bundled/ui/legacy/legacy.js').then(({ ViewManager }) => ViewManager.ViewManager.instance())`;

/** @returns ms since the epoch at which it was asked for. */
const show = (view: string): string =>
  `${VIEWS}.then((views) => { const asked = performance.timeOrigin + performance.now(); void views.showView('${view}'); return asked; })`;

/** @param at where the panel's document is; @param window where keys are typed. */
async function measure(
  at: Page | Frame,
  window: Page,
  { row, list, field }: Place,
  open: () => Promise<number>,
): Promise<Measured> {
  const asked = await open();
  const openMs = Number(await at.evaluate(`measuring.firstRow('${row}')`)) - asked;
  await at.evaluate(QUIET(list));
  await at.evaluate(`measuring.find('${field}').focus()`);
  const searched: number[] = [];
  // Digits: the requests' paths are numbers, so every key leaves some of them.
  for (const key of ['1', '2', '3', 'Backspace', 'Backspace', 'Backspace'] as const) {
    await at.evaluate(`measuring.watchKey('${list}')`);
    await window.keyboard.press(key);
    searched.push(Number(await at.evaluate('measuring.repaint')));
  }
  const passes: (readonly number[])[] = [];
  for (let pass = 0; pass < 3; pass++) passes.push((await at.evaluate(`measuring.scroll('${row}')`)) as number[]);
  return {
    openMs,
    searchMs: median(searched),
    worstFrameMs: median(passes.map((frames) => Math.max(...frames))),
    medianFrameMs: median(passes.flat()),
  };
}

/** Nothing changes in the list for a second. */
const QUIET = (list: string): string => `new Promise((done) => {
  let timer = setTimeout(done, 1000);
  new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(done, 1000); })
    .observe(measuring.find('${list}'), { subtree: true, childList: true, characterData: true });
})`;

const told = (m: Measured): string =>
  Object.entries(m)
    .map(([name, value]) => `${name} ${(value as number).toFixed(0)}`)
    .join(', ');
