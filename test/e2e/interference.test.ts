import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diagnose } from '../../src/diagnostics/diagnose';
import type { Behaviour } from '../lab/server/behaviour';
import { type HookLab, type Inspected, openHookLab, settled } from '../support/hook-lab';

/**
 * Another extension edits headers on their way: what the server sent and what the browser judged are two things. Of an answer that is
 * refused an extension is shown only what the server sent: that it was refused although it is in order is all that can be known.
 */
type HeaderEdit = { readonly header: string } & (
  | { readonly operation: 'set'; readonly value: string }
  | { readonly operation: 'remove' }
);

/** A real extension of its own, that does nothing but what such extensions do: rules of declarativeNetRequest. */
async function headerEditor(folder: string, responseHeaders: readonly HeaderEdit[]): Promise<void> {
  const resourceTypes = ['xmlhttprequest', 'image', 'script', 'font', 'other'];
  await writeFile(
    join(folder, 'manifest.json'),
    JSON.stringify({
      manifest_version: 3,
      name: 'Header editor',
      version: '1',
      permissions: ['declarativeNetRequestWithHostAccess'],
      host_permissions: ['<all_urls>'],
      declarative_net_request: { rule_resources: [{ id: 'rules', enabled: true, path: 'rules.json' }] },
    }),
  );
  await writeFile(
    join(folder, 'rules.json'),
    JSON.stringify([
      { id: 1, action: { type: 'modifyHeaders', responseHeaders }, condition: { urlFilter: '*', resourceTypes } },
    ]),
  );
}

const cases: readonly [
  what: string,
  edits: readonly HeaderEdit[],
  path: string,
  server: Behaviour,
  init: RequestInit,
  expected: { readonly outcome: string; readonly chromium: string | null; readonly rules: readonly string[] },
][] = [
  [
    'one that unlocks CORS masks a server that allows nobody',
    [{ header: 'access-control-allow-origin', operation: 'set', value: '*' }],
    '/unlocked',
    {},
    {},
    { outcome: 'allowed', chromium: null, rules: ['headers-changed-by-extension'] },
  ],
  [
    'one that takes the header away breaks a server that is in order',
    [{ header: 'access-control-allow-origin', operation: 'remove' }],
    '/broken',
    { headers: ['Access-Control-Allow-Origin: *'] },
    {},
    { outcome: 'failed', chromium: null, rules: ['unexplained-refusal'] },
  ],
  [
    'one that sets `*` breaks credentials that the server allows',
    [{ header: 'access-control-allow-origin', operation: 'set', value: '*' }],
    '/wildcard',
    { headers: ['Access-Control-Allow-Origin: {origin}', 'Access-Control-Allow-Credentials: true'] },
    { credentials: 'include' },
    { outcome: 'failed', chromium: null, rules: ['unexplained-refusal'] },
  ],
];

describe.each(cases)('%s', (_, edits, path, server, init, expected) => {
  let hookLab: HookLab;
  let inspected: Inspected;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'header-editor-'));
    await headerEditor(folder, edits);
    hookLab = await openHookLab();
    await hookLab.browser.installExtension(folder);
    inspected = await hookLab.inspectHooked(hookLab.urlOf('page', '/page', hookLab.html('')));
  });
  afterAll(async () => {
    await hookLab?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('is known by the difference', async () => {
    const url = hookLab.urlOf('api', path, server);
    const heard = await inspected.page.evaluate((url, init) => fetch(url, init).then(() => 'read', String), url, init);
    expect(heard).toBe(expected.outcome === 'allowed' ? 'read' : 'TypeError: Failed to fetch');
    const exchange = await inspected.log.find(
      path,
      // The page's own report tells the credentials mode, and may come after the browser's word.
      (found) => found.end.state !== 'pending' && settled(found),
    );
    const verdict = diagnose(exchange);
    expect({ outcome: verdict.outcome, chromium: verdict.blockedBy?.chromium ?? null }).toEqual({
      outcome: expected.outcome,
      chromium: expected.chromium,
    });
    expect(verdict.findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining([...expected.rules]));
  });
});
