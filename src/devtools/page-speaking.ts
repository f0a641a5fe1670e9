import type { PageSource } from '../exchange/page-item';
import { type BridgeMessage, type PageAnswer, readBridgeMessage } from '../protocol/page-messages';

export interface PageListener {
  /** A document was loaded with the hook in it. */
  onHere(source: PageSource): void;
  onTold(source: PageSource, message: BridgeMessage & { readonly type: 'page-hook told' }): void;
}

/** @param message as `readBridgeMessage` gives it. */
export function hearPage(listener: PageListener, source: PageSource, message: BridgeMessage): void {
  switch (message.type) {
    case 'page-hook here':
      listener.onHere(source);
      return;
    case 'page-hook told':
      listener.onTold(source, message);
      return;
  }
}

/**
 * What the hook's bridge says in the inspected tab. It speaks to every page of the extension; only the devtools page of
 * its own tab answers, and without an answer it takes itself and the hook out of the page.
 */
export function onPageSpeaking(options: PageListener & { readonly tabId: number; isListening(): boolean }): void {
  chrome.runtime.onMessage.addListener((message: unknown, sender, answer: (answer: PageAnswer) => void) => {
    if (sender.id !== chrome.runtime.id || sender.tab?.id !== options.tabId || sender.frameId === undefined) return;
    const read = readBridgeMessage(message);
    if (read === null || !options.isListening()) return;
    answer({ listening: true });
    hearPage(options, { tabId: options.tabId, frameId: sender.frameId, documentId: sender.documentId ?? null }, read);
  });
}
