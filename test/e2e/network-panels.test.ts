import { writeFile } from 'node:fs/promises';
import type { Page } from 'puppeteer';
import { expect, test } from 'vitest';
import { harOf } from '../../src/export/har';
import { launch } from '../support/browser';
import { launchFirefox } from '../support/firefox';
import { session } from '../support/session';
import { until } from '../support/until';

/** What the panel exports: preflights, refusals, redirects, requests that got no answer. */
const har = harOf(session, {
  creator: { name: 'CORS Lens', version: '0.1.0' },
  pages: [{ url: 'https://app.example/', at: 0 }],
});

/** As both panels name a request: the last part of its path, with the query. */
const wanted = har.log.entries.map(({ request, response }) => ({
  name: new URL(request.url).href.split('/').at(-1),
  status: response.status === 0 ? '' : String(response.status),
}));

/** PICTURES=folder keeps a picture of each; the README shows Chrome's. */
const keep = async (name: string, picture: Uint8Array): Promise<void> => {
  const folder = process.env['PICTURES'];
  if (folder) await writeFile(`${folder}/${name}.png`, picture);
};

test('Chrome’s own Network panel shows every entry of an export', async () => {
  const { browser, close } = await launch({ extension: null });
  try {
    const page = await browser.newPage();
    await page.goto('data:text/html,<title>nothing</title>');
    const devtools = await page.openDevTools();
    await until('the Network panel', () => opened(devtools));
    await devtools.evaluate(`(async () => {
      const { NetworkPanel } = await import('devtools://devtools/bundled/panels/network/network.js');
      // What "Import HAR file" does with the file that was chosen.
      const file = new File([${JSON.stringify(JSON.stringify(har))}], 'recording.har');
      await NetworkPanel.NetworkPanel.instance().networkLogView.onLoadFromFile(file);
    })()`);
    const rows = () => devtools.evaluate(ROWS) as Promise<{ name: string; status: string }[]>;
    await until('all rows', async () => (await rows()).length >= wanted.length);
    // "Finished": it has no answer to show.
    const shown = (await rows()).map(({ name, status }) => ({ name, status: status.replace(/\D/g, '') }));
    expect(shown).toEqual(wanted);
    await keep('chrome-network-panel', await devtools.screenshot());
  } finally {
    await close();
  }
});

const opened = (devtools: Page): Promise<boolean> =>
  devtools
    .evaluate(
      `import('devtools://devtools/bundled/ui/legacy/legacy.js').then(({ ViewManager }) =>
        ViewManager.ViewManager.instance().showView('network').then(() => true))`,
    )
    .then(
      () => true,
      () => false,
    );

/** The grid lives in shadow trees. */
const ROWS = `(() => {
  const all = (root, selector) => [
    ...root.querySelectorAll(selector),
    ...[...root.querySelectorAll('*')].flatMap((it) => (it.shadowRoot ? all(it.shadowRoot, selector) : [])),
  ];
  const text = (row, column) => row.querySelector('td.' + column + '-column')?.innerText.trim() ?? '';
  return all(document, '.network-log-grid tr.data-grid-data-grid-node')
    .map((row) => ({ name: text(row, 'name').split('\\n')[0], status: text(row, 'status') }))
    .filter(({ name }) => name !== '');
})()`;

test('Firefox’s own Network panel shows every entry of an export', async () => {
  const firefox = await launchFirefox();
  try {
    await firefox.goto('data:text/html,<title>nothing</title>');
    const shown = await firefox.inChrome(IMPORT, JSON.stringify(har), wanted.length);
    expect(shown).toEqual(wanted);
    await keep('firefox-network-panel', await firefox.screenshot());
  } finally {
    await firefox.close();
  }
});

/** Arguments: a HAR file, and how many entries it has. What "Import HAR File…" does with the file that was chosen. */
const IMPORT = `
  const [file, count] = args;
  const { require } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
  const { gDevTools } = require('devtools/client/framework/devtools.js');
  const browserWindow = Services.wm.getMostRecentWindow('navigator:browser');
  const toolbox = await gDevTools.showToolboxForTab(browserWindow.gBrowser.selectedTab, { toolId: 'netmonitor' });
  const { panelWin } = toolbox.getCurrentPanel();
  const { HarImporter } = panelWin.windowRequire('devtools/client/netmonitor/src/har/har-importer.js');
  new HarImporter(panelWin.actions).import(file);
  const rows = () => [...panelWin.document.querySelectorAll('.request-list-item')];
  for (let waited = 0; rows().length < count && waited < 30_000; waited += 50) {
    await new Promise((resolve) => browserWindow.setTimeout(resolve, 50));
  }
  const text = (row, column) => row.querySelector('.requests-list-' + column)?.innerText.trim() ?? '';
  return rows().map((row) => ({ name: text(row, 'file'), status: text(row, 'status') }));
`;
