import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer';

const SYSTEM_PATHS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium'],
  darwin: ['/Applications/Chromium.app/Contents/MacOS/Chromium'],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const folder = process.env[variable];
    return folder ? [join(folder, 'Chromium', 'Application', 'chrome.exe')] : [];
  }),
};

/** Branded builds: the last choice, for they may refuse an extension that no store has signed. */
const CHROME_PATHS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/opt/google/chrome/chrome'],
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const folder = process.env[variable];
    return folder ? [join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')] : [];
  }),
};

/**
 * The path of a Chromium, in this order: `PUPPETEER_EXECUTABLE_PATH`, the system's Chromium, the browser puppeteer downloaded before, an installed
 * Chrome; else gets one: puppeteer's download, or Debian's package when we are root. Throws one sentence when all of that fails.
 */
export async function findChromium(): Promise<string> {
  const named = process.env['PUPPETEER_EXECUTABLE_PATH'];
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`PUPPETEER_EXECUTABLE_PATH names ${named}, where there is no file.`);
  }
  return installed() ?? downloaded() ?? installedByApt() ?? nothing();
}

function installed(): string | null {
  const { platform } = process;
  const candidates = [...(SYSTEM_PATHS[platform] ?? []), cached(), ...(CHROME_PATHS[platform] ?? [])];
  return candidates.find((path) => path !== null && existsSync(path)) ?? null;
}

/** Where puppeteer keeps, or would keep, its own browser. */
function cached(): string | null {
  try {
    return puppeteer.executablePath();
  } catch {
    return null;
  }
}

function downloaded(): string | null {
  console.error('No Chromium or Chrome is installed; downloading one with puppeteer.');
  return run('npx', ['puppeteer', 'browsers', 'install', 'chrome']) ? installed() : null;
}

function installedByApt(): string | null {
  const isDebian = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
  if (!isDebian) return null;
  console.error('The download did not work; installing the system’s chromium package.');
  const environment = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], environment);
  return run('apt-get', ['install', '-qqy', 'chromium'], environment) ? installed() : null;
}

function run(command: string, args: string[], environment: Record<string, string> = {}): boolean {
  try {
    const env = { ...process.env, ...environment };
    // stdout belongs to the command that needs the browser.
    execFileSync(command, args, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32', env });
    return true;
  } catch {
    return false;
  }
}

function nothing(): never {
  throw new Error(
    'There is no Chromium or Chrome here and none could be downloaded: install one and name it in PUPPETEER_EXECUTABLE_PATH.',
  );
}
