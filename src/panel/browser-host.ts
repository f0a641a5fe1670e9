import { readHarInWorker } from './har-reading';
import type { Host, Theme } from './host';
import { logChannel } from './log-channel';

/** The browser's own host. Beside `main.tsx` and `log-channel.ts` the only file of the panel that touches `chrome.*`. */
export function browserHost(): Host {
  const { devtools } = chrome;
  const openResource = devtools?.panels?.openResource;
  return {
    ...logChannel(`cors-lens-${inspectedTab()}`),
    copy,
    save,
    pickFile,
    readHar: readHarInWorker,
    // Both browsers count lines from 0 here.
    openSource:
      openResource === undefined
        ? null
        : (url, line, column) => openResource.call(devtools.panels, url, line - 1, column - 1, () => {}),
    reload: devtools === undefined ? null : () => devtools.inspectedWindow.reload({}),
    requestPermission() {
      // The background opens the page that may ask; a panel inside DevTools has no `tabs`.
      const port = chrome.runtime.connect({ name: 'devtools' });
      port.postMessage({ type: 'request permission' });
      setTimeout(() => port.disconnect(), 5_000);
    },
    theme: {
      current: () => themeNamed(devtools?.panels?.themeName),
      listen(changed) {
        // Chromium: setThemeChangeHandler. Firefox: onThemeChanged. Both only inside DevTools.
        const panels: unknown = devtools?.panels;
        if (hasThemeEvent(panels)) panels.onThemeChanged.addListener((name) => changed(themeNamed(name)));
        else devtools?.panels?.setThemeChangeHandler?.((name) => changed(themeNamed(name)));
        matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () =>
          changed(themeNamed(devtools?.panels?.themeName)),
        );
      },
    },
    system: navigator.userAgent.includes('Windows') ? 'windows' : 'other',
    memory: { recall, remember },
    nextFrame: afterPicture,
    now: () => Date.now(),
    browser: navigator.userAgent.includes('Firefox/') ? 'firefox' : 'chromium',
  };
}

const pictured = new MessageChannel();
const afterThis: (() => void)[] = [];
pictured.port1.onmessage = () => afterThis.shift()?.();

/** When the next picture was made, as a task of its own: in the frame's task it would add to what drawing costs. */
function afterPicture(run: () => void): void {
  // Frames do not come while another panel is in front.
  if (document.hidden) {
    setTimeout(run, 200);
    return;
  }
  requestAnimationFrame(() => {
    afterThis.push(run);
    pictured.port2.postMessage(null);
  });
}

/** The panel opened as a page of its own (tests, screenshots) is told the tab in its URL. */
function inspectedTab(): number {
  const named = new URLSearchParams(location.search).get('tabId');
  return named === null ? chrome.devtools.inspectedWindow.tabId : Number(named);
}

/** Chromium: `default`, `dark`. Firefox: `light`, `dark`. Undefined outside DevTools. */
function themeNamed(name: string | undefined): Theme {
  if (name === undefined) return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  return name === 'dark' ? 'dark' : 'light';
}

function hasThemeEvent(
  panels: unknown,
): panels is { readonly onThemeChanged: { addListener(listener: (name: string) => void): void } } {
  return typeof panels === 'object' && panels !== null && 'onThemeChanged' in panels;
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch (refused) {
    // DevTools denies the panel's frame the clipboard API; the old command works after a click.
    const field = document.createElement('textarea');
    field.value = text;
    field.style.position = 'fixed';
    field.style.opacity = '0';
    const focused = document.activeElement;
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    if (focused instanceof HTMLElement) focused.focus();
    if (!done) throw refused;
  }
}

function save(name: string, mimeType: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: mimeType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Freed at once, the file can be lost: the browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function pickFile(accept: string): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}

const PREFIX = 'cors-lens ';

// Storage may be refused (private windows, blocked cookies): the panel then starts as it comes.
function recall(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + key, value);
  } catch {
    return;
  }
}
