import { importHar } from '../import/har';
import type { HarWorkerMessage } from './har-reading';

const tell = (message: HarWorkerMessage): void => self.postMessage(message);

self.addEventListener('message', ({ data }: MessageEvent<File>) => {
  void read(data).catch(() => tell({ type: 'read', read: { ok: false, sentence: 'The file could not be read.' } }));
});

async function read(file: File): Promise<void> {
  const parts: string[] = [];
  const decoder = new TextDecoder();
  const reader = file.stream().getReader();
  let seen = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    seen += chunk.value.byteLength;
    parts.push(decoder.decode(chunk.value, { stream: true }));
    tell({ type: 'progress', done: file.size === 0 ? null : seen / file.size });
  }
  parts.push(decoder.decode());
  // Parsing cannot say how far it is.
  tell({ type: 'progress', done: null });
  const result = importHar(parts.join(''));
  tell({
    type: 'read',
    read: result.ok ? { ok: true, exchanges: result.exchanges } : { ok: false, sentence: result.sentence },
  });
}
