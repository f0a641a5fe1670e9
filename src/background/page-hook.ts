import { STOP } from '../protocol/page-messages';

/** In storage.session: which tabs' switches are on, for a worker that is stopped and comes back. */
const HOOKED = 'hookedTabs';

/**
 * A content script cannot be had for one tab alone: both are registered for every page, and the bridge asks who listens
 * before anything is told. So they are registered only while a switch is on. Never kept beyond the browser's session.
 */
const everywhere = {
  matches: ['<all_urls>'],
  allFrames: true,
  matchOriginAsFallback: true,
  runAt: 'document_start',
  persistAcrossSessions: false,
} as const;
const scripts: chrome.scripting.RegisteredContentScript[] = [
  { ...everywhere, matches: [...everywhere.matches], id: 'page-hook', js: ['hook/hook.js'], world: 'MAIN' },
  {
    ...everywhere,
    matches: [...everywhere.matches],
    id: 'page-hook-bridge',
    js: ['hook/bridge.js'],
    world: 'ISOLATED',
  },
];
const ids = scripts.map(({ id }) => id);

/** Registers the hook's scripts while a watched tab wants them, and takes them out of the pages again. */
export function pageHook() {
  const hooked = new Set<number>();
  /** One change after the other, the first when it is known what an earlier life of this worker had on. */
  let last: Promise<unknown> = restore().catch(() => {});

  async function restore(): Promise<void> {
    const { [HOOKED]: stored } = await chrome.storage.session.get(HOOKED);
    for (const tabId of Array.isArray(stored) ? stored : []) if (typeof tabId === 'number') hooked.add(tabId);
    await register();
  }

  /** Scripts that nobody wants any more are found and removed, whoever left them. */
  async function register(): Promise<void> {
    const registered = await chrome.scripting.getRegisteredContentScripts({ ids });
    const isWanted = hooked.size > 0;
    if (isWanted === (registered.length === scripts.length)) return;
    if (registered.length > 0) await chrome.scripting.unregisterContentScripts({ ids: registered.map(({ id }) => id) });
    if (isWanted) await chrome.scripting.registerContentScripts(scripts);
  }

  /** @returns null, or the browser's text when it would not. */
  function change(apply: () => void): Promise<string | null> {
    const changed = last.then(async () => {
      apply();
      await chrome.storage.session.set({ [HOOKED]: [...hooked] });
      await register();
      return null;
    });
    const told = changed.catch((thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)));
    last = told;
    return told;
  }

  function leave(tabId: number): void {
    // Nobody there to hear it is as good.
    if (hooked.delete(tabId)) void chrome.tabs.sendMessage(tabId, STOP).catch(() => {});
  }

  return {
    /** @returns null, or the browser's text when it would not register the scripts. */
    on: (tabId: number): Promise<string | null> => change(() => hooked.add(tabId)),
    isOn: (tabId: number): Promise<boolean> => last.then(() => hooked.has(tabId)),
    off: (tabId: number): void => void change(() => leave(tabId)),
    /** DevTools is open for these tabs and no others. */
    keepOnly(tabIds: readonly number[]): void {
      void change(() => {
        for (const tabId of hooked) if (!tabIds.includes(tabId)) leave(tabId);
      });
    },
  };
}
