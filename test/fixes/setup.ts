import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import puppeteer from 'puppeteer';
import type { TestProject } from 'vitest/node';
import type { Pages } from './policies';
import { isProven } from './table';
import { updateTable } from './table-file';

declare module 'vitest' {
  interface ProvidedContext {
    browser: string;
    pages: Pages;
    /** Where each stack leaves what it found out. */
    found: string;
  }
}

/** One Chromium and three websites for all stacks. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browser = await puppeteer.launch({
    executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  const websites = await Promise.all([website(), website(), website()]);
  const [own, second, foreign] = websites.map((site) => `http://127.0.0.1:${(site.address() as AddressInfo).port}`);
  const found = resolve('.cache/fixes/found');
  rmSync(found, { recursive: true, force: true });
  mkdirSync(found, { recursive: true });
  project.provide('browser', browser.wsEndpoint());
  project.provide('pages', { own: own ?? '', second: second ?? '', foreign: foreign ?? '' });
  project.provide('found', found);
  return async () => {
    await browser.close();
    for (const site of websites) site.close();
    const ran = readdirSync(found).map((name) => name.replace('.json', ''));
    // CI proves what is committed and leaves it alone: another machine's versions are no news.
    const rows = updateTable(found, { write: !process.env['CI'] });
    const proven = rows.filter((row) => ran.includes(row.id) && isProven(row));
    console.log(`\n${proven.length} of ${ran.length} stacks that ran are proven.`);
    const idle = rows.filter((row) => !ran.includes(row.id)).map((row) => row.id);
    if (idle.length > 0) console.log(`Not run: ${idle.join(', ')}.`);
  };
}

const website = (): Promise<Server> =>
  new Promise((listening) => {
    const site = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end('<!doctype html><title>A page that calls an API</title>');
    });
    site.listen(0, '127.0.0.1', () => listening(site));
  });
