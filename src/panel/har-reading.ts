import type { HarRead } from './host';

/** What the worker tells. */
export type HarWorkerMessage =
  | { readonly type: 'progress'; readonly done: number | null }
  | { readonly type: 'read'; readonly read: HarRead };

/** Parses the file in a worker, so that 200 MB do not stop the panel. Cancelled: the worker ends at once. */
export function readHarInWorker(
  file: File,
  progress: (done: number | null) => void,
  stop: AbortSignal,
): Promise<HarRead> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./har-worker.ts', import.meta.url), { type: 'module' });
    const finish = (read: HarRead): void => {
      worker.terminate();
      resolve(read);
    };
    worker.addEventListener('message', ({ data }: MessageEvent<HarWorkerMessage>) => {
      switch (data.type) {
        case 'progress':
          progress(data.done);
          return;
        case 'read':
          finish(data.read);
          return;
      }
    });
    worker.addEventListener('error', () => {
      finish({ ok: false, sentence: 'The file could not be read; it may be too large for this computer’s memory.' });
    });
    stop.addEventListener('abort', () => finish({ ok: false, sentence: 'Cancelled.' }));
    worker.postMessage(file);
  });
}
