/** What the page does in a Firefox trace. One call is one `fetch`; calls of a batch start in one go. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly credentials?: 'include' | 'omit';
  /** Names of the headers the page sets; each gets the value `1`. */
  readonly headers?: readonly string[];
  readonly from?: 'page' | 'worker';
  /** What the server will do with its preflight, if it sends one, and with the request itself. */
  readonly preflight?: 'ok' | 'refused';
  readonly redirectTo?: string;
  /** The answer is kept back until the whole batch has been let through. */
  readonly slow?: boolean;
}

export interface Scene {
  readonly name: string;
  readonly shows: string;
  /** Preflights of these are answered with a long lifetime before the recording begins. */
  readonly warmUp?: readonly Call[];
  readonly batches: readonly (readonly Call[])[];
  /** ms the event page may idle; it is stopped between batches. */
  readonly idle?: number;
}

/** A shuffle that is the same in every recording. */
function mixed<T>(list: readonly T[], seed: number): T[] {
  let state = seed;
  const next = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  return list
    .map((item) => ({ item, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

const put: Call = { method: 'PUT', path: '/orders' };
const hit: Call = { ...put, credentials: 'include' };
const miss: Call = { ...put, credentials: 'omit' };

export const scenes: readonly Scene[] = [
  {
    name: 'firefox-identical-puts',
    shows: '60 identical PUTs at once; their preflights answered in random order, one in five refused',
    batches: [times(60, (i) => ({ ...put, preflight: i % 5 === 2 ? ('refused' as const) : ('ok' as const) }))],
  },
  {
    name: 'firefox-cache-hits-and-misses',
    shows:
      'PUTs of one URL that differ only in their credentials mode, which nobody sees: those with credentials find their ' +
      'preflight in the cache, those without do not',
    warmUp: [hit],
    batches: [
      mixed([...times(20, () => hit), ...times(20, () => miss)], 1),
      [{ ...hit, slow: true }, miss],
      [
        { ...hit, slow: true },
        { ...miss, preflight: 'refused' },
      ],
      mixed([...times(6, () => ({ ...hit, slow: true })), ...times(10, () => miss)], 7),
      [miss, { ...hit, slow: true }, miss, { ...hit, slow: true }, miss],
    ],
  },
  {
    name: 'firefox-headers-and-methods',
    shows: 'four methods, three header sets, three URLs; from the page and from a worker; some preflights refused',
    batches: times(2, (batch) =>
      mixed(
        times(
          60,
          (i): Call => ({
            method: ['PUT', 'DELETE', 'PATCH', 'POST'][i % 4] ?? 'PUT',
            path: ['/orders', '/orders?page=2', '/items'][i % 3] ?? '/',
            headers: [['x-a'], ['x-a', 'x-b'], ['x-b']][i % 3] ?? [],
            from: i % 5 === 0 ? 'worker' : 'page',
            preflight: i % 7 === 3 ? 'refused' : 'ok',
          }),
        ),
        batch + 3,
      ),
    ),
  },
  {
    name: 'firefox-redirects',
    shows: 'redirects that keep the method: each hop has a preflight of its own, beside plain requests to the target',
    batches: [
      mixed(
        times(
          40,
          (i): Call =>
            i % 2 === 0 ? { method: 'PUT', path: '/old', redirectTo: '/orders' } : { method: 'PUT', path: '/orders' },
        ),
        11,
      ),
    ],
  },
  {
    name: 'firefox-event-page-stopped',
    shows:
      'the event page is stopped before each batch and while answers are outstanding; Firefox wakes it with the events',
    idle: 1_000,
    warmUp: [hit],
    batches: times(4, (batch) =>
      mixed([...times(8, () => hit), ...times(12, () => miss), { ...hit, slow: true }], batch + 21),
    ),
  },
];
