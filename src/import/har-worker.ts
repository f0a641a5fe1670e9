import { importInBatches } from './in-batches';

/** The worker's whole work: the file comes in, messages go out. Ending the worker cancels it at any point. */
const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<Blob>) => void) | null;
  postMessage(message: unknown): void;
};

scope.onmessage = async ({ data: file }) => {
  try {
    for await (const message of importInBatches(file)) scope.postMessage(message);
  } catch (error) {
    // The file went away or changed while it was read, or memory ran out.
    scope.postMessage({ type: 'unusable', sentence: `The file could not be read to its end (${String(error)}).` });
  }
};
