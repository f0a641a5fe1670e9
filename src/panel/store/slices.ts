/** Work that is done bit by bit. A bit takes a few ms at most. */
export interface Work {
  /** Does a bit, and says when to come back. */
  step(): 'go on' | 'next frame' | 'done';
}

/**
 * Does long work in slices between frames, so that a log of 50,000 never holds up the reader. What stands first in the
 * list is done first.
 */
export function inSlices(options: {
  /** Runs soon, after the browser had a chance to draw. */
  later(run: () => void): void;
  /** ms, any origin. */
  now(): number;
  /** How long one slice may take, ms. */
  readonly slice?: number;
}) {
  const { slice = 8 } = options;
  const works: Work[] = [];
  const awake = new Set<Work>();
  let running = false;
  let waiting = false;

  function run(): void {
    waiting = false;
    running = true;
    const until = options.now() + slice;
    const paused = new Set<Work>();
    // One bit at least, however slow the machine is.
    do {
      const work = works.find((one) => awake.has(one) && !paused.has(one));
      if (work === undefined) break;
      // Before the step, since it may wake itself or others.
      awake.delete(work);
      const then = work.step();
      if (then !== 'done') awake.add(work);
      if (then === 'next frame') paused.add(work);
    } while (options.now() < until);
    running = false;
    if (awake.size > 0) later();
  }

  function later(): void {
    if (waiting) return;
    waiting = true;
    options.later(run);
  }

  return {
    /** @returns says that there is something to do; the first slice is done at once unless one is waited for. */
    add(work: Work): () => void {
      works.push(work);
      return () => {
        awake.add(work);
        if (!waiting && !running) run();
      };
    },
  };
}

export type Slices = ReturnType<typeof inSlices>;
