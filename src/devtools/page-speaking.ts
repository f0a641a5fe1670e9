import type { PageSource } from '../exchange/page-item';
import { type BridgeMessage, type PageAnswer, readBridgeMessage } from '../protocol/page-messages';

/**
 * What the hook's bridge says in the inspected tab. It speaks to every page of the extension; only the devtools page of
 * its own tab answers, and without an answer it takes itself and the hook out of the page.
 */
export function onPageSpeaking(options: {
  readonly tabId: number;
  isListening(): boolean;
  /** A document was loaded with the hook in it. */
  onHere(source: PageSource): void;
  onTold(source: PageSource, message: BridgeMessage & { readonly type: 'page-hook told' }): void;
}): void {
  chrome.runtime.onMessage.addListener((message: unknown, sender, answer: (answer: PageAnswer) => void) => {
    if (sender.id !== chrome.runtime.id || sender.tab?.id !== options.tabId || sender.frameId === undefined) return;
    const read = readBridgeMessage(message);
    if (read === null || !options.isListening()) return;
    answer({ listening: true });
    const source = { tabId: options.tabId, frameId: sender.frameId, documentId: sender.documentId ?? null };
    switch (read.type) {
      case 'page-hook here':
        return options.onHere(source);
      case 'page-hook told':
        return options.onTold(source, read);
    }
  });
}
