import type { BackgroundMessage } from '../protocol/messages';
import { type PageAnswer, readBridgeMessage } from '../protocol/page-messages';

/** How long a devtools page may take to come back to a worker that was woken by the message. ms */
const BACK_WITHIN = 3_000;

/**
 * Firefox delivers nothing that a content script says to pages inside DevTools ("Receiving end does not exist"), so the bridge's words go through here.
 * The answer is that of `devtools/page-speaking.ts`: none means that nobody listens.
 */
export function relayPages(options: {
  isOn(tabId: number): Promise<boolean>;
  /** @returns is anybody there to hear it? */
  tell(tabId: number, message: BackgroundMessage): boolean;
}): void {
  chrome.runtime.onMessage.addListener((message: unknown, sender, answer: (answer: PageAnswer | null) => void) => {
    const { id, tab, frameId } = sender;
    if (id !== chrome.runtime.id || tab?.id === undefined || frameId === undefined) return;
    const read = readBridgeMessage(message);
    if (read === null) return;
    const source = { tabId: tab.id, frameId, documentId: sender.documentId ?? null };
    void relay({ type: 'page spoke', source, message: read }).then((heard) =>
      answer(heard ? { listening: true } : null),
    );
    // The answer comes later.
    return true;
  });

  async function relay(spoken: BackgroundMessage & { readonly type: 'page spoke' }): Promise<boolean> {
    const { tabId } = spoken.source;
    if (!(await options.isOn(tabId))) return false;
    for (const deadline = Date.now() + BACK_WITHIN; Date.now() < deadline; ) {
      if (options.tell(tabId, spoken)) return true;
      await new Promise((retry) => setTimeout(retry, 50));
    }
    return false;
  }
}
