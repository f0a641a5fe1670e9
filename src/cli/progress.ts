/** Says on a terminal how far a long check is; silent in files and in CI logs, and while it is quick. */
export interface Progress {
  say(text: () => string): void;
  end(): void;
}

/** ms until the first word, and between two. */
const QUIET = 1_000;
const PACE = 100;

export function progressOn(stream: { isTTY?: boolean; write(text: string): unknown }, now: () => number): Progress {
  let next = now() + QUIET;
  let spoke = false;
  return {
    say(text) {
      if (stream.isTTY !== true || now() < next) return;
      next = now() + PACE;
      spoke = true;
      stream.write(`\r\u001b[K${text()}`);
    },
    end() {
      if (spoke) stream.write('\r\u001b[K');
      spoke = false;
    },
  };
}

export const percent = (done: number, all: number): string =>
  all === 0 ? '' : `${Math.min(100, Math.round((done / all) * 100))} %`;
