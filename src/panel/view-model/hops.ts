const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** `first`, `second`, …, `11th`; hops count from 0. */
export const ordinalOf = (hop: number): string => ORDINALS[hop] ?? `${hop + 1}th`;
