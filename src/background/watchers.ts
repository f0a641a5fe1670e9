import type { Observation } from '../exchange/observation';
import type { BackgroundMessage } from '../protocol/messages';

/** How long a stopped worker's tabs may take to come back before they count as closed: timers of hidden pages sleep up to 60 s. ms */
const RETURN_WITHIN = 90_000;
/** How often a browser that can tell is asked whether anybody is left to come back. ms */
const ASK_AGAIN_AFTER = 5_000;
/** Posting costs more than observing; under load events are gathered for this long. ms */
const GATHER_FOR = 4;
/** What waits for a DevTools page that has not come back yet: more than a minute of a busy page. */
const MOST_WAITING = 50_000;

type Post = (message: BackgroundMessage) => void;

interface Watcher {
  /** A tab may be inspected twice: by its own DevTools and remotely. */
  readonly posts: Set<Post>;
  waiting: Observation[];
}

/**
 * The DevTools pages that listen, by tab. A page's port closes when this worker is stopped; the tab stays known
 * (`restore`), and what is seen until the page is back waits for it.
 *
 * @param onChange called with the tabs now watched, whenever they change.
 */
export function watchers(onChange: (tabIds: readonly number[]) => void) {
  const byTab = new Map<number, Watcher>();
  let flushing: ReturnType<typeof setTimeout> | null = null;
  let lastFlush = 0;

  const changed = (): void => onChange([...byTab.keys()]);

  function flush(): void {
    flushing = null;
    lastFlush = performance.now();
    for (const watcher of byTab.values()) {
      if (watcher.posts.size === 0 || watcher.waiting.length === 0) continue;
      const observations = watcher.waiting;
      watcher.waiting = [];
      for (const post of watcher.posts) post({ type: 'observed', observations });
    }
  }

  return {
    /** The page of `tabId` is here; it gets what waited for it. */
    join(tabId: number, post: Post): void {
      const known = byTab.get(tabId);
      if (known) known.posts.add(post);
      else byTab.set(tabId, { posts: new Set([post]), waiting: [] });
      changed();
      flush();
    },
    /** The page closed its port: DevTools was closed (a stopped worker never gets here). */
    leave(tabId: number, post: Post): void {
      const known = byTab.get(tabId);
      if (!known?.posts.delete(post) || known.posts.size > 0) return;
      byTab.delete(tabId);
      changed();
    },
    /**
     * Tabs an earlier life of this worker knew. Those that do not come back in time were closed meanwhile; all of them, as
     * soon as no DevTools is open any more: one that closes while this worker starts was still there at the first look.
     *
     * @param isAnyOpen null: this browser does not tell.
     */
    restore(tabIds: readonly number[], isAnyOpen: () => Promise<boolean | null>): void {
      for (const tabId of tabIds) if (!byTab.has(tabId)) byTab.set(tabId, { posts: new Set(), waiting: [] });
      const giveUpAt = performance.now() + RETURN_WITHIN;
      const ask = async (): Promise<void> => {
        const absent = [...byTab].filter(([, { posts }]) => posts.size === 0);
        if (absent.length === 0) return;
        if (performance.now() < giveUpAt && (await isAnyOpen()) !== false) {
          setTimeout(ask, ASK_AGAIN_AFTER);
          return;
        }
        for (const [tabId, { posts }] of absent) if (posts.size === 0) byTab.delete(tabId);
        changed();
      };
      setTimeout(ask, ASK_AGAIN_AFTER);
    },
    /** Requests without a tab (shared and service workers) go to every page: each knows its own origins. */
    observe(observation: Observation): void {
      for (const [tabId, watcher] of byTab) {
        if (observation.tabId !== tabId && observation.tabId !== -1) continue;
        if (watcher.waiting.length < MOST_WAITING) watcher.waiting.push(observation);
      }
      // A quiet page's events leave at once: what is not held cannot be lost with the worker.
      if (flushing !== null) return;
      if (performance.now() - lastFlush > GATHER_FOR) flush();
      else flushing = setTimeout(flush, GATHER_FOR);
    },
    /** @returns is anybody there to hear it? */
    tell(tabId: number, message: BackgroundMessage): boolean {
      const posts = byTab.get(tabId)?.posts ?? new Set();
      for (const post of posts) post(message);
      return posts.size > 0;
    },
    tellAll(message: BackgroundMessage): void {
      for (const { posts } of byTab.values()) for (const post of posts) post(message);
    },
    get tabIds(): readonly number[] {
      return [...byTab.keys()];
    },
    get empty(): boolean {
      return byTab.size === 0;
    },
  };
}
