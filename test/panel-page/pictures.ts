import { mkdirSync } from 'node:fs';
import puppeteer from 'puppeteer';
import { servePanelPage } from './serve';

/** Pictures of the panel to look at: `npx tsx test/panel-page/pictures.ts FOLDER [part of a name]`. */
const [folder = 'pictures', only = ''] = process.argv.slice(2);

const sizes = [
  [1280, 800],
  [1280, 360],
  [1280, 220],
  [420, 800],
  [320, 700],
] as const;
const views: readonly (readonly [name: string, query: string, size: readonly [number, number]])[] = [
  ...sizes.flatMap(([width, height]) => [['main', 'select=e13', [width, height]] as const]),
  ['timeline', 'select=e13&left=timeline', [420, 800]],
  ['group', 'problem=0', [1280, 800]],
  ['group', 'problem=0', [420, 800]],
  ['compare', 'select=e13&compare', [1280, 800]],
  ['compare', 'select=e13&compare', [420, 800]],
  ['ledger', 'ledger', [1280, 800]],
  ['keys', 'dialog=keys', [1280, 800]],
  ['export', 'dialog=export', [1280, 800]],
  ['export', 'dialog=export', [420, 800]],
  ['hook', 'dialog=hook', [1280, 800]],
  ['gateway', 'select=e16', [1280, 800]],
  ['slash', 'select=e03', [1280, 800]],
  ['slash', 'select=e03', [420, 800]],
  ['twice', 'select=e05', [1280, 800]],
  ['kept', 'select=e12', [1280, 800]],
  ['redirect', 'select=e18', [1280, 800]],
  ['pending', 'select=e17', [1280, 800]],
  ['lna', 'select=e09', [1280, 800]],
  ['allowed', 'select=e06', [1280, 800]],
  ['hostile', 'data=hostile&select=h1', [1280, 800]],
  ['hostile2', 'data=hostile&select=h2', [1280, 800]],
  ['many', 'data=10000', [1280, 800]],
  ...['empty', 'no-permission', 'not-inspectable', 'gone', 'connecting', 'interrupted', 'full'].map(
    (state) => [state, `state=${state}`, [1280, 800]] as const,
  ),
];

mkdirSync(folder, { recursive: true });
const { server, url } = await servePanelPage();
const browser = await puppeteer.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage();
page.on('pageerror', (thrown) => console.log('threw', String(thrown)));
page.on('console', (message) => message.type() === 'error' && console.log('said', message.text()));
for (const theme of ['light', 'dark']) {
  for (const [name, query, [width, height]] of views) {
    const file = `${name}-${width}x${height}-${theme}.png`;
    if (!file.includes(only)) continue;
    await page.setViewport({ width, height });
    await page.goto(`${url}?theme=${theme}&${query}`);
    await page.waitForSelector('.case, .state, .choose, .compare, .ledger');
    await page.screenshot({ path: `${folder}/${file}` as `${string}.png` });
    console.log(file);
  }
}
await browser.close();
await server.close();
