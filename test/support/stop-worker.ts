import type { Browser } from 'puppeteer';

/** Stops the extension's background worker as the browser does it after 30 s without events, only at a worse moment. */
export async function stopWorker(browser: Browser): Promise<void> {
  const cdp = await browser.target().createCDPSession();
  const { targetInfos } = await cdp.send('Target.getTargets', { filter: [{ type: 'service_worker' }] });
  const worker = targetInfos.find(({ url }) => url.startsWith('chrome-extension://'));
  if (!worker) throw new Error('The background worker is not running.');
  await cdp.send('Target.closeTarget', { targetId: worker.targetId });
  await cdp.detach();
}
