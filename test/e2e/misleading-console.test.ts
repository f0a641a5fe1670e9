import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { expect, test } from 'vitest';
import { type Behaviour, queryOf } from '../lab/server/behaviour';
import { originOf, type ServerName } from '../lab/server/lab';
import { until } from '../support/until';
import { labForFile } from './lab-browser';

/**
 * Failures that the console calls CORS although no CORS header is at fault: what it says, and what the panel in the same window says.
 * `PICTURES=folder` keeps a picture of each, the console below the panel.
 */
const session = labForFile({ size: [1280, 900] });

interface Example {
  readonly name: string;
  readonly page: readonly [server: ServerName, host: string];
  readonly server: Behaviour;
  readonly method: string;
  /** A part of what the console says. */
  readonly console: RegExp;
  /** What the panel leads with. */
  readonly panel: RegExp;
}

const examples: readonly Example[] = [
  {
    name: 'gateway-error',
    page: ['page', 'shop.test'],
    server: {
      status: 502,
      headers: ['Server: nginx/1.26.3', 'Content-Type: text/html'],
      body: '<h1>502 Bad Gateway</h1>',
    },
    method: 'GET',
    console: /blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present/,
    panel: /Not CORS: the gateway answered 502/,
  },
  {
    name: 'authentication-first',
    page: ['page', 'shop.test'],
    server: {
      headers: ['Access-Control-Allow-Origin: {origin}', 'Vary: Origin'],
      preflight: { status: 401, headers: ['WWW-Authenticate: Bearer'] },
    },
    method: 'PUT',
    console: /Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin'/,
    panel: /Authentication runs before CORS/,
  },
  {
    name: 'local-network',
    page: ['public', 'shop.test'],
    server: { headers: ['Access-Control-Allow-Origin: *'] },
    method: 'GET',
    console: /blocked by CORS policy: .*more-private address space/,
    panel: /Not CORS: an http page may not reach the local network/,
  },
];

test.each(examples.map((example) => [example.name, example] as const))('%s', async (name, example) => {
  const { lab, open } = session();
  const { page, devtools, panel } = await open(`${originOf(lab, ...example.page)}/lab/frame`);
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  const url = `${originOf(lab, 'api')}/orders?${new URLSearchParams(queryOf(example.server))}`;
  const call = `fetch(${JSON.stringify(url)}, { method: '${example.method}' }).then(String, String)`;
  // A name for the line of code: it stands in the pictures.
  await page.evaluate(`${call}\n//# sourceURL=${originOf(lab, ...example.page)}/orders.js`);

  await until('the console', () => said.some((text) => example.console.test(text)));
  const row = await panel.waitForSelector('[role=row][aria-label*="/orders"]');
  await row?.click();
  const read = () => panel.evaluate('document.body.innerText') as Promise<string>;
  await until(`${example.panel}`, async () => example.panel.test(await read()));
  // In the row, too, the cause stands before the symptom.
  expect(await row?.evaluate((element) => element.getAttribute('aria-label'))).toContain('blocked');
  const folder = process.env['PICTURES'];
  if (folder) await picture(devtools, join(folder, `console-${name}.png`));
});

/** The drawer of DevTools shows the console below any panel. */
async function picture(devtools: Page, path: string): Promise<void> {
  await devtools.evaluate(`import('devtools://devtools/bundled/ui/legacy/legacy.js').then(({ ViewManager }) =>
    ViewManager.ViewManager.instance().showView('console-view'))`);
  await new Promise((painted) => setTimeout(painted, 1_500));
  await devtools.screenshot({ path: path as `${string}.png` });
}
