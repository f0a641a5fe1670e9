import { sharedHeaders } from '../exchange/shared-headers';
import type { ImportMessage } from '../import/in-batches';
import { importInWorker } from '../import/in-worker';
import { recorderOf } from '../import/recorder';
import type { HarListener, HarRead } from './host';

/** Reads the file in a worker, so that 200 MB do not stop the panel. Stopped: the worker ends at once. */
export function readHarInWorker(file: File, listener: HarListener, stop: AbortSignal): Promise<HarRead> {
  return new Promise((resolve) => {
    // Each message is a copy, with every header anew: what stays is a fraction of it, and so is the memory to tidy.
    const shared = sharedHeaders();
    const end = importInWorker(file, (message) => {
      switch (message.type) {
        case 'progress':
          listener.progress(shareOf(message));
          return;
        case 'exchanges':
          listener.exchanges(message.exchanges.map(shared.ofExchange));
          return;
        case 'done':
          resolve({ ok: true, leftOut: message.leftOut, blindSpot: blindSpotOf(message.recorder) });
          return;
        case 'unusable':
          resolve({ ok: false, sentence: message.sentence });
          return;
      }
    });
    stop.addEventListener('abort', () => {
      end();
      resolve({ ok: false, sentence: 'Stopped.' });
    });
  });
}

const blindSpotOf = (name: string): string | null => recorderOf({ creator: { name } }).blindSpot;

/** Reading and pairing take about as long as each other; parsing has no parts. */
function shareOf({ phase, done, all }: Extract<ImportMessage, { type: 'progress' }>): number | null {
  const share = all === 0 ? 1 : done / all;
  switch (phase) {
    case 'reading':
      return share / 2;
    case 'parsing':
      return null;
    case 'pairing':
      return 0.5 + share / 2;
  }
}
