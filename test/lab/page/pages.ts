import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transformWithOxc } from 'vite';
import { scenarios } from '../scenarios/index';
import { type Scenario, withOrigins } from '../scenarios/scenario';
import type { Lab } from '../server/lab';
import type { WireAnswer, WireRequest } from '../server/wire';
import { indexPage } from './index-page';
import { scenarioPage } from './scenario-page';

/** The lab's own pages and their script; null: the path is none of theirs, so the query string says what to answer. */
export async function pageFor(request: WireRequest, lab: Lab, also: readonly Scenario[]): Promise<WireAnswer | null> {
  const { pathname, search } = new URL(request.target, 'http://lab');
  if (pathname === '/' && (search === '' || search === '?run')) return answer('text/html', indexPage(lab));
  if (pathname === '/favicon.ico') return answer('image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>');
  if (pathname === '/lab/frame') return answer('text/html', FRAME);
  if (pathname === '/lab/style.css') return answer('text/css', await text('style.css'));
  if (pathname === '/lab/index.js') return answer('text/javascript', await script('index-script.ts'));
  if (pathname === '/lab/agent.js') {
    return answer('text/javascript', await script('agent.ts'), ['Service-Worker-Allowed: /']);
  }
  const scenario = [...scenarios, ...also].find(({ id }) => pathname === `/scenarios/${id}`);
  if (!scenario) return null;
  const headers = scenario.page?.headers?.map((line) => withOrigins(line, lab));
  return answer('text/html', scenarioPage(scenario, lab, await script('agent.ts')), headers);
}

const FRAME = '<!doctype html><meta charset="utf-8"><title>Frame</title><body><script src="/lab/agent.js"></script>';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const text = (file: string) => readFile(here(file), 'utf8');

/** A script without its types; workers are classic scripts, so the module marker goes too. */
async function script(file: string): Promise<string> {
  const { code } = await transformWithOxc(await text(file), here(file));
  return code.replace(/export \{\s*\};\s*$/, '');
}

function answer(type: string, body: string, headers: readonly string[] = []): WireAnswer {
  const bytes = Buffer.from(body);
  return {
    cut: null,
    status: 200,
    reason: 'OK',
    early: [],
    lines: [
      `Content-Type: ${type}; charset=utf-8`,
      `Content-Length: ${bytes.length}`,
      'Cache-Control: no-cache',
      ...headers,
    ],
    body: bytes,
  };
}
