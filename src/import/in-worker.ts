import type { ImportMessage } from './in-batches';

/**
 * Reads a HAR file in a worker, so that the panel stays usable however large it is.
 * @param onMessage progress, batches of exchanges, and at last `done` or `unusable`
 * @returns a function that cancels: nothing is told after it
 */
export function importInWorker(file: Blob, onMessage: (message: ImportMessage) => void): () => void {
  const worker = new Worker(new URL('./har-worker.ts', import.meta.url), { type: 'module', name: 'CORS Lens import' });
  const end = () => {
    worker.onmessage = null;
    worker.onerror = null;
    worker.terminate();
  };
  worker.onmessage = ({ data }: MessageEvent<ImportMessage>) => {
    if (data.type === 'done' || data.type === 'unusable') end();
    onMessage(data);
  };
  worker.onerror = ({ message }) => {
    end();
    onMessage({
      type: 'unusable',
      sentence: `The file could not be read to its end (${message || 'the reader stopped'}).`,
    });
  };
  worker.postMessage(file);
  return end;
}
