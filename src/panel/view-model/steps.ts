/** Long work that stops now and then, so that who runs it can let others go first. */
export type Steps<T> = Generator<void, T>;

/** Runs it to its end in one go. */
export function allAtOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Items sorted, or merged, between two stops: about a millisecond. */
const AT_ONCE = 1_000;

/** As Array.prototype.toSorted: equals keep their order, and what is given stays as it is. */
export function* sortedBySteps<T>(items: readonly T[], compare: (a: T, b: T) => number): Steps<readonly T[]> {
  let runs: (readonly T[])[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    runs.push(items.slice(at, at + AT_ONCE).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const longer: (readonly T[])[] = [];
    for (let at = 0; at < runs.length; at += 2) longer.push(yield* merged(runs[at]!, runs[at + 1] ?? [], compare));
    runs = longer;
  }
  return runs[0] ?? [];
}

function* merged<T>(first: readonly T[], second: readonly T[], compare: (a: T, b: T) => number): Steps<readonly T[]> {
  const out: T[] = [];
  let left = 0;
  let right = 0;
  while (left < first.length && right < second.length) {
    out.push(compare(first[left]!, second[right]!) <= 0 ? first[left++]! : second[right++]!);
    if (out.length % AT_ONCE === 0) yield;
  }
  while (left < first.length) out.push(first[left++]!);
  while (right < second.length) out.push(second[right++]!);
  return out;
}
