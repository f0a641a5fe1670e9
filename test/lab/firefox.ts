import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CorsHar } from '../support/export-har';
import { type Firefox, launchFirefox } from '../support/firefox';
import type { Preferences } from '../support/firefox-preferences';
import { type FirefoxRecorder, recordFirefox } from '../support/firefox-recorder';
import { until } from '../support/until';
import { DENIED_HOST, GRANTED_HOST } from './scenarios/local-network';
import type { Scenario } from './scenarios/scenario';
import { firefoxPreferences, type Lab, originOf, startLab } from './server/lab';

export interface FirefoxLab {
  readonly lab: Lab;
  readonly firefox: Firefox;
  readonly recorder: FirefoxRecorder;
  /** Presses the panel's own button and reads the file that is saved. */
  exportHar(): Promise<CorsHar>;
  close(): Promise<void>;
}

export interface FirefoxLabOptions {
  /** All of the lab's unless said otherwise. */
  readonly scenarios?: readonly Scenario[];
  readonly headless?: boolean;
  readonly preferences?: Preferences;
  readonly size?: { readonly width: number; readonly height: number };
  readonly privateBrowsing?: boolean;
}

/** The lab and a Firefox for it, with the extension, and the lab's certificates and permissions given to it. */
export async function startFirefoxLab({ scenarios, ...options }: FirefoxLabOptions = {}): Promise<FirefoxLab> {
  const lab = await startLab(scenarios);
  const downloads = await mkdtemp(join(tmpdir(), 'cors-lens-har-'));
  const closeLab = async () => {
    await lab.close();
    await rm(downloads, { recursive: true, force: true });
  };
  try {
    const firefox = await launchFirefox({
      ...options,
      preferences: { ...firefoxPreferences(lab), ...savesInto(downloads), ...options.preferences },
    });
    const close = async () => {
      await firefox.close();
      await closeLab();
    };
    try {
      await firefox.trustAuthority(lab.authority);
      for (const [host, allowed] of [
        [GRANTED_HOST, true],
        [DENIED_HOST, false],
      ] as const) {
        await firefox.inChrome(LOCAL_NETWORK_PERMISSION, originOf(lab, 'securePublic', host), allowed);
      }
      const recorder = await recordFirefox(firefox, 'scenario=');
      return { lab, firefox, recorder, close, exportHar: () => exportHar(firefox, downloads) };
    } catch (thrown) {
      await close();
      throw thrown;
    }
  } catch (thrown) {
    await closeLab();
    throw thrown;
  }
}

const savesInto = (folder: string): Preferences => ({
  'browser.download.folderList': 2,
  'browser.download.dir': folder,
  'browser.download.useDownloadDir': true,
  'browser.helperApps.neverAsk.saveToDisk': 'application/json',
});

/** Arguments: origin, whether it may. */
const LOCAL_NETWORK_PERMISSION = `
  const [origin, allowed] = args;
  const principal = Services.scriptSecurityManager.createContentPrincipalFromOrigin(origin);
  for (const name of ['loopback-network', 'local-network']) {
    Services.perms.addFromPrincipal(principal, name, allowed ? Services.perms.ALLOW_ACTION : Services.perms.DENY_ACTION);
  }
`;

async function exportHar(firefox: Firefox, downloads: string): Promise<CorsHar> {
  await firefox.inPanel(`document.querySelector('[aria-label="Export HAR"]').click()`);
  // While it is written, Firefox keeps a second file beside it.
  const name = await until('the file that the panel saves', async () => {
    const files = await readdir(downloads);
    return files.length === 1 && !files[0]?.endsWith('.part') ? files[0] : null;
  });
  const file = join(downloads, name);
  const har = await until('the whole file', async () => {
    try {
      return JSON.parse(await readFile(file, 'utf8')) as CorsHar;
    } catch {
      return null;
    }
  });
  await rm(file);
  return har;
}
