/** One measured figure; `bench` prints them all and, with --json, as one object by name. */
export interface Figure {
  /** `overhead.closed` */
  readonly name: string;
  readonly value: number;
  /** `×`, `ms`, `bytes`, … */
  readonly unit: string;
  /** What it is measured against, in a few words. */
  readonly beside: string;
}

/** Measures, and says how far it is. */
export type Bench = (progress: (what: string) => void) => Promise<readonly Figure[]>;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
