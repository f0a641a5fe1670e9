import { tellPanel } from '../../../src/devtools/tell-panel';
import type { Exchange } from '../../../src/exchange/exchange';
import { tabLog } from '../../../src/exchange/tab-log';
import { observationsOf } from './observations-of';

/**
 * Stands in for the DevTools page where a tab has more traffic than a browser can make: the product's own log and its
 * teller, fed with events of which every exchange has its own.
 */
export function fullLog(tabId: number, templates: readonly Exchange[]) {
  const log = tabLog({ browser: 'chromium', epoch: 'bench' });
  log.addOrigin('https://app.example');
  log.recordingIs({ state: 'recording' });
  log.keep(true);
  const { tellSoon } = tellPanel(log, tabId, () => {});
  const started = Date.now();
  let made = 0;

  function record(count: number): void {
    for (const until = made + count; made < until; made++) {
      log.observe(observationsOf(templates[made % templates.length]!, made, started + made * 20));
    }
  }

  return {
    record,
    clear() {
      log.clear('user');
      tellSoon();
    },
    /** `perSecond` exchanges a second for `seconds`, in batches as the background sends them. */
    arrive: (perSecond: number, seconds: number): Promise<void> =>
      new Promise((done) => {
        const every = 50;
        const first = made;
        const begun = performance.now();
        const timer = setInterval(() => {
          const due = Math.min(perSecond * seconds, ((performance.now() - begun) / 1000) * perSecond);
          record(Math.floor(due - (made - first)));
          tellSoon();
          if (made - first >= perSecond * seconds) {
            clearInterval(timer);
            done();
          }
        }, every);
      }),
  };
}

Object.assign(globalThis, { fullLog });
