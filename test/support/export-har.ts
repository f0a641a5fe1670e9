import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Har } from 'har-format';
import type { Browser, Frame } from 'puppeteer';
import type { CorsField } from '../../src/export/cors-field';

export type CorsEntry = Har['log']['entries'][number] & { readonly _cors?: CorsField };
export type CorsHar = { readonly log: Omit<Har['log'], 'entries'> & { readonly entries: readonly CorsEntry[] } };

export interface HarExporter {
  /** Presses the panel's own button and reads the file that is saved. One after another, however many panels ask. */
  exportHar(panel: Frame): Promise<CorsHar>;
  close(): Promise<void>;
}

/** How long a file may take, in ms. */
const PATIENCE = 30_000;

export async function harExporter(browser: Browser): Promise<HarExporter> {
  const folder = await mkdtemp(join(tmpdir(), 'cors-lens-har-'));
  const session = await browser.target().createCDPSession();
  await session.send('Browser.setDownloadBehavior', {
    behavior: 'allowAndName',
    downloadPath: folder,
    eventsEnabled: true,
  });
  let turn: Promise<unknown> = Promise.resolve();

  async function exportNow(panel: Frame): Promise<CorsHar> {
    const saved = new Promise<string>((resolve, reject) => {
      const deadline = setTimeout(() => reject(new Error(`No file was saved within ${PATIENCE} ms.`)), PATIENCE);
      const listen = ({ guid, state }: { guid: string; state: string }) => {
        if (state === 'inProgress') return;
        session.off('Browser.downloadProgress', listen);
        clearTimeout(deadline);
        if (state === 'completed') resolve(guid);
        else reject(new Error('The browser did not save the file.'));
      };
      session.on('Browser.downloadProgress', listen);
    });
    // A real click: without one the browser saves ten files and then waits to be asked.
    await panel.click('[aria-label="Export HAR"]');
    const file = join(folder, await saved);
    const har = JSON.parse(await readFile(file, 'utf8')) as CorsHar;
    await rm(file);
    return har;
  }

  return {
    exportHar(panel) {
      const exported = turn.then(() => exportNow(panel));
      turn = exported.catch(() => undefined);
      return exported;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
