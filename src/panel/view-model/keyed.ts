export interface Keyed<T> {
  /** What the item says; of those that say the same, also which of them it is. */
  readonly key: string;
  readonly item: T;
}

/** A list's items with keys of their own, so that one that comes or goes takes no other's place. */
export function keyed<T>(items: readonly T[], says: (item: T) => string): readonly Keyed<T>[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const name = says(item);
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return { key: before === 0 ? name : `${name} ${before}`, item };
  });
}
