import browser from 'webextension-polyfill';
import { inOrder } from '../exchange/in-order';
import type { Observation } from '../exchange/observation';
import { type BackgroundMessage, isDevtoolsMessage } from '../protocol/messages';
import { isAnyDevtoolsOpen } from './open-devtools';
import { pageHook } from './page-hook';
import { relayPages } from './page-relay';
import { watchers } from './watchers';
import { webRequestCapture } from './web-request';

/** In storage.session: in memory, gone with the browser. Holds the watched tabs' ids and nothing of their traffic. */
const WATCHED = 'watchedTabs';
const ALL_URLS = { origins: ['<all_urls>'] };

/** One life of this worker. */
const instance = crypto.randomUUID();

/**
 * Firefox hands the events that wake an event page over grouped by kind, and later ones in between (measured: all within
 * 175 ms of their time). What comes in the first moments is gathered and put in order. Chromium keeps the order. ms
 */
const isFirefox = browser.runtime.getURL('').startsWith('moz-extension:');
const GATHER_AFTER_WAKING = isFirefox ? 250 : 0;

/** What was seen before it is known which tabs an earlier life of this worker watched, and in which order it happened. */
let early: Observation[] | null = [];

const capture = webRequestCapture(
  (observation) => {
    if (early) early.push(observation);
    else pages.observe(observation);
  },
  new URL(browser.runtime.getURL('')).origin,
);

const hook = pageHook();

const pages = watchers((tabIds) => {
  void browser.storage.session.set({ [WATCHED]: tabIds });
  // Before it is known who was watched, "these and no others" cannot be said.
  if (early === null) hook.keepOnly(tabIds);
  if (tabIds.length === 0 && early === null) capture.stop();
  else capture.start();
});

// A stopped worker is woken only for listeners registered while its script first runs, so they are registered before
// anything is known, and removed again as soon as it turns out that no DevTools is open.
capture.start();

const gathered = new Promise((resolve) => setTimeout(resolve, GATHER_AFTER_WAKING));
const remembered = Promise.all([browser.storage.session.get(WATCHED), isAnyDevtoolsOpen(), gathered]);
void remembered.then(([stored, isAnyOpen]) => {
  const known: unknown = isAnyOpen === false ? [] : stored[WATCHED];
  const seen = inOrder(early ?? []);
  early = null;
  pages.restore(Array.isArray(known) ? known.filter((id) => typeof id === 'number') : [], isAnyDevtoolsOpen);
  hook.keepOnly(pages.tabIds);
  for (const observation of seen) pages.observe(observation);
  if (pages.empty) capture.stop();
});

if (isFirefox) relayPages({ isOn: hook.isOn, tell: pages.tell });

browser.runtime.onConnect.addListener((port) => {
  if (port.name !== 'devtools') return;
  const post = (message: BackgroundMessage): void => port.postMessage(message);
  let watched: number | null = null;
  const switchHook = (on: boolean): void => {
    if (watched === null) return;
    if (on) void hook.on(watched).then((refused) => watched !== null && post({ type: 'page-hook', refused }));
    else hook.off(watched);
  };
  port.onMessage.addListener((message: unknown) => {
    if (!isDevtoolsMessage(message)) return;
    switch (message.type) {
      case 'watch':
        watched = message.tabId;
        pages.join(message.tabId, post);
        switchHook(message.pageHook);
        void permitted().then((granted) => post({ type: 'watching', permitted: granted, instance }));
        return;
      case 'page-hook':
        switchHook(message.on);
        return;
      case 'ping':
        // An open port alone does not keep the worker; a message less than 30 s after the last one does.
        post({ type: 'pong' });
        return;
      case 'request permission':
        // Pages inside DevTools have no `permissions`; a page of ours in a tab has, and the click that it needs.
        void browser.tabs.create({ url: browser.runtime.getURL('src/permission/index.html') });
        return;
    }
  });
  port.onDisconnect.addListener(() => {
    if (watched !== null) pages.leave(watched, post);
    watched = null;
  });
});

const permitted = (): Promise<boolean> => browser.permissions.contains(ALL_URLS);
const permissionChanged = (): void => {
  void permitted().then((granted) => pages.tellAll({ type: 'watching', permitted: granted, instance }));
};
browser.permissions.onAdded.addListener(permissionChanged);
browser.permissions.onRemoved.addListener(permissionChanged);
