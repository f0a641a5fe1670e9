import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Preferences, userJs } from './firefox-preferences';
import { connectMarionette, type Marionette } from './marionette';

const START_WITHIN = 30_000;

const NAMES = ['firefox-esr', 'firefox', 'firefox-developer-edition', 'firefox-nightly', 'firefox.exe'];
const PLACES = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  '/Applications/Firefox Developer Edition.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/** @returns the path of a Firefox: `FIREFOX_PATH`, else the first on PATH or where installers put it; null when there is none. */
export function findFirefox(): string | null {
  const named = process.env['FIREFOX_PATH'];
  const onPath = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = [
    ...(named ? [named] : []),
    ...NAMES.flatMap((name) => onPath.map((folder) => join(folder, name))),
    ...PLACES,
  ];
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface FirefoxProcess {
  readonly marionette: Marionette;
  /** Settles when this Firefox has ended, whoever ended it. */
  readonly exited: Promise<void>;
  /** Ends this Firefox and removes its profile. */
  stop(): Promise<void>;
}

export async function startFirefox(options: {
  readonly headless: boolean;
  readonly preferences: Preferences;
  readonly size: { readonly width: number; readonly height: number };
}): Promise<FirefoxProcess> {
  const path = findFirefox();
  if (path === null) {
    throw new Error('No Firefox was found. Install it (Debian: apt install firefox-esr), or name it in FIREFOX_PATH.');
  }
  const profile = mkdtempSync(join(tmpdir(), 'cors-lens-firefox-'));
  writeFileSync(join(profile, 'user.js'), userJs(options.preferences));
  const child = spawn(
    path,
    [
      ...(options.headless ? ['--headless'] : []),
      '--no-remote',
      '--profile',
      profile,
      '--marionette',
      // The toolbox is browser chrome: its scripts need it.
      '--remote-allow-system-access',
      `--width=${options.size.width}`,
      `--height=${options.size.height}`,
      'about:blank',
    ],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        MOZ_CRASHREPORTER_DISABLE: '1',
        MOZ_HEADLESS_WIDTH: String(options.size.width),
        MOZ_HEADLESS_HEIGHT: String(options.size.height),
      },
    },
  );
  let said = '';
  child.stderr?.on('data', (text) => {
    said = `${said}${text}`.slice(-2_000);
  });

  const stop = async (): Promise<void> => {
    await ended(child);
    // Its content processes may still hold files for a moment.
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  try {
    const port = await portIn(profile, child);
    const marionette = await connectMarionette(port);
    return {
      marionette,
      exited: new Promise((resolve) => child.once('exit', () => resolve())),
      async stop() {
        marionette.close();
        await stop();
      },
    };
  } catch (reason) {
    await stop();
    throw new Error(`Firefox (${path}) did not start: ${reason instanceof Error ? reason.message : reason}\n${said}`);
  }
}

/** Firefox writes the port it listens on into the profile as soon as it does. */
async function portIn(profile: string, child: ChildProcess): Promise<number> {
  const deadline = Date.now() + START_WITHIN;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    try {
      const port = Number(readFileSync(join(profile, 'MarionetteActivePort'), 'utf8'));
      if (port > 0) return port;
    } catch {
      // Not written yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`it opened no automation port within ${START_WITHIN / 1000} s`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await exit;
  clearTimeout(force);
}
