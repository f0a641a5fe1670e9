import { build } from 'vite';

/** The script that plays the DevTools page, as text. */
export async function fullLogScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      rolldownOptions: { input: 'test/bench/full-log/full-log.ts', output: { format: 'iife' } },
    },
  });
  const [chunk] = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  if (chunk?.type !== 'chunk') throw new Error('The bench’s script was not built.');
  return chunk.code;
}
