import { afterAll, beforeAll } from 'vitest';
import { type FirefoxLab, type FirefoxLabOptions, startFirefoxLab } from '../lab/firefox';

/** The lab and a Firefox for one test file; both end with it. */
export function firefoxForFile(options: FirefoxLabOptions = {}): () => FirefoxLab {
  let session: FirefoxLab | null = null;
  beforeAll(async () => {
    session = await startFirefoxLab(options);
  });
  afterAll(() => session?.close());
  return () => {
    if (!session) throw new Error('Firefox did not start.');
    return session;
  };
}
