import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import type { Rendered } from '../../src/fixes/fix';
import { freePort, type Running, run } from './running';
import type { Site, Stack } from './stack';

export type Fix = Rendered & { can: true };

/** Writes a stack's files with the fix in place (null: without) into a folder of its own and prepares it. */
export async function write(stack: Stack, fix: Fix | null, upstream: Server | null, name: string): Promise<Site> {
  const dir = resolve('.cache/fixes', stack.framework.id, name.replaceAll(' ', '-'));
  rmSync(dir, { recursive: true, force: true });
  const address = upstream?.address() as AddressInfo | undefined;
  const dead = await freePort();
  const site: Site = {
    dir,
    port: await freePort(),
    upstream: address?.port ?? dead,
    dead,
    fix: (part = 0) => fix?.parts[part]?.code ?? '',
    fixed: fix !== null,
  };
  for (const [file, text] of Object.entries(stack.files(site))) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), text);
  }
  return site;
}

/** Has the stack's own parser read it. Fails with what that says. */
export function parse(stack: Stack, site: Site): void {
  execute(stack, site, stack.parse?.(site) ?? []);
}

export async function start(stack: Stack, site: Site): Promise<Running> {
  execute(stack, site, stack.prepare?.(site) ?? []);
  return run(stack.command(site), { cwd: site.dir, port: site.port, env: stack.env ?? {} });
}

function execute(stack: Stack, site: Site, commands: readonly (readonly [string, ...string[]])[]): void {
  for (const [command, ...args] of commands) {
    execFileSync(command, args, { cwd: site.dir, env: { ...process.env, ...stack.env }, stdio: 'pipe' });
  }
}
