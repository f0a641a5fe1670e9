import type { Exchange } from '../exchange/exchange';
import type { ImportMessage } from '../import/in-batches';
import { importInWorker } from '../import/in-worker';
import type { HarRead } from './host';

/** Reads the file in a worker, so that 200 MB do not stop the panel. Stopped: the worker ends at once. */
export function readHarInWorker(
  file: File,
  progress: (done: number | null) => void,
  stop: AbortSignal,
): Promise<HarRead> {
  return new Promise((resolve) => {
    const exchanges: Exchange[] = [];
    const end = importInWorker(file, (message) => {
      switch (message.type) {
        case 'progress':
          progress(shareOf(message));
          return;
        case 'exchanges':
          exchanges.push(...message.exchanges);
          return;
        case 'done':
          resolve({ ok: true, exchanges });
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
