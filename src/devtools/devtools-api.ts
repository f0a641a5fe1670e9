import type { ArrivedEntry } from '../exchange/network-join';
import { arrivedEntryOf } from './arrived-entry';

/**
 * The only file that calls chrome.devtools.* for the devtools page. Callbacks on purpose: the promise forms differ in
 * three ways between Chromium, polyfilled Chromium and Firefox; callbacks have one shape everywhere.
 */
export const inspectedTabId = (): number => chrome.devtools.inspectedWindow.tabId;

/** @returns the page's `location`, or null where no extension may look (`chrome://`, the store). */
export function inspectedLocation(): Promise<{ readonly href: string; readonly origin: string } | null> {
  return new Promise((resolve) => {
    chrome.devtools.inspectedWindow.eval('[location.href, location.origin]', (value: unknown, error) => {
      const [href, origin] = Array.isArray(value) ? value : [];
      resolve(!error && typeof href === 'string' && typeof origin === 'string' ? { href, origin } : null);
    });
  });
}

export function createPanel(title: string, icon: string, page: string): void {
  chrome.devtools.panels.create(title, icon, page, () => {});
}

/** Firefox: fires only after load, https://bugzil.la/1552686 */
export function onNavigated(listener: (url: string) => void): void {
  chrome.devtools.network.onNavigated.addListener(listener);
}

export function onNetworkEntry(listener: (entry: ArrivedEntry) => void): void {
  chrome.devtools.network.onRequestFinished.addListener((request) => listener(arrivedEntryOf(request)));
}
