/** First in, first out, by key; for what waits for its counterpart and may wait for ever. */
export type Queues<T> = Map<string, T[]>;

const QUEUES_AT_MOST = 2_000;
const QUEUE_AT_MOST = 1_000;

/** The oldest of `key` that fits leaves its queue; null: none. */
export function take<T>(queues: Queues<T>, key: string, fits: (candidate: T) => boolean): T | null {
  const queue = queues.get(key);
  const index = queue?.findIndex(fits) ?? -1;
  if (queue === undefined || index === -1) return null;
  const [taken] = queue.splice(index, 1);
  if (queue.length === 0) queues.delete(key);
  return taken ?? null;
}

/** Beyond the bounds the oldest are forgotten. */
export function push<T>(queues: Queues<T>, key: string, item: T): void {
  const queue = queues.get(key);
  if (queue === undefined) {
    queues.set(key, [item]);
    dropOldest(queues, QUEUES_AT_MOST);
    return;
  }
  queue.push(item);
  if (queue.length > QUEUE_AT_MOST) queue.shift();
}

/** Only what is still wanted stays. */
export function sift<T>(queues: Queues<T>, isWanted: (item: T) => boolean): void {
  for (const [key, queue] of queues) {
    const left = queue.filter(isWanted);
    if (left.length === 0) queues.delete(key);
    else if (left.length < queue.length) queues.set(key, left);
  }
}

/** A tenth more than needed goes, so that a full map does not drop one by one. */
export function dropOldest(map: Map<string, unknown>, atMost: number): void {
  if (map.size <= atMost) return;
  let excess = map.size - Math.floor(atMost * 0.9);
  for (const key of map.keys()) {
    if (excess-- <= 0) return;
    map.delete(key);
  }
}
