import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:net';

export interface Running {
  stop(): Promise<void>;
}

/** Below what the system gives to connections and to servers that do not ask for a port, and each test process has its own. */
const FIRST = 10_000;
const EACH = 2_000;
const PROCESSES = 10;
let next = Math.floor(Math.random() * EACH);

/** A port nobody listens on now, nor will before it is used. */
export async function freePort(): Promise<number> {
  const worker = Number(process.env['VITEST_POOL_ID'] ?? 0) % PROCESSES;
  for (let tries = 0; tries < EACH; tries++) {
    const port = FIRST + worker * EACH + (next++ % EACH);
    if (await isFree(port)) return port;
  }
  throw new Error('no port');
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return true;
  } catch {
    return false;
  }
}

/** Starts a server in the foreground and waits until it answers HTTP on `port`. Fails with what it printed. */
export async function run(
  [command, ...args]: readonly [string, ...string[]],
  options: { readonly cwd: string; readonly port: number; readonly env?: Readonly<Record<string, string>> },
): Promise<Running> {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own group, so that what it starts itself ends with it.
    detached: true,
  });
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += chunk));
  child.stderr.on('data', (chunk) => (printed += chunk));
  const deadline = Date.now() + 60_000;
  while (!(await answers(options.port))) {
    if (child.exitCode !== null) throw new Error(`${command} ended with ${child.exitCode}:\n${printed}`);
    if (Date.now() > deadline) {
      await stop(child);
      throw new Error(`${command} does not answer:\n${printed}`);
    }
    await new Promise((again) => setTimeout(again, 25));
  }
  return { stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const ended = once(child, 'exit');
  process.kill(-child.pid, 'SIGKILL');
  await ended;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((answer) => {
    request({ host: '127.0.0.1', port, path: '/v1/orders', timeout: 20_000 }, (response) => {
      response.resume();
      answer(true);
    })
      .on('timeout', () => answer(false))
      .on('error', () => answer(false))
      .end();
  });

export interface Raw {
  readonly status: number;
  /** All values of a header, each line its own. */
  readonly header: (name: string) => readonly string[];
}

/** What a browser hides: the preflight's answer, and answers it refused. */
export const ask = (port: number, method: string, path: string, headers: Readonly<Record<string, string>>) =>
  new Promise<Raw>((answered, failed) => {
    request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      response.resume();
      const lines = response.rawHeaders;
      const header = (name: string) =>
        lines.filter((_, index) => index % 2 === 1 && lines[index - 1]?.toLowerCase() === name.toLowerCase());
      response.on('end', () => answered({ status: response.statusCode ?? 0, header }));
    })
      .on('error', failed)
      .end();
  });
