import type { Browser } from 'puppeteer';
import { DENIED_HOST, GRANTED_HOST } from './scenarios/local-network';
import { type Lab, originOf } from './server/lab';

/**
 * Answers Chromium's Local Network Access prompt ahead of time, for the two hosts of the lab that stand for yes and no.
 * The answers hold as long as the session that gave them, so it stays open until the browser ends.
 */
export async function localNetworkPermissions(browser: Browser, lab: Lab): Promise<void> {
  const session = await browser.target().createCDPSession();
  const settings = [
    [GRANTED_HOST, 'granted'],
    [DENIED_HOST, 'denied'],
  ] as const;
  for (const [host, setting] of settings) {
    for (const name of ['local-network-access', 'local-network', 'loopback-network']) {
      await session.send('Browser.setPermission', {
        permission: { name },
        setting,
        origin: originOf(lab, 'securePublic', host),
      });
    }
  }
}
