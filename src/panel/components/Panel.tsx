import { useEffect } from 'preact/hooks';
import type { Store } from '../store';
import { Case } from './Case';
import { Problems } from './Problems';
import { EmptyState, NothingShown } from './States';
import { StoreContext } from './store-context';
import { TabList } from './TabList';
import { Timeline } from './Timeline';
import { Toolbar } from './Toolbar';

/** The frame: toolbar, problems over timeline, one exchange told. */
export function Panel({ store }: { readonly store: Store }) {
  const theme = store.theme.value;
  useEffect(() => {
    if (theme === null) delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return (
    <StoreContext.Provider value={store}>
      <Toolbar />
      <main>
        <Frame store={store} />
      </main>
      <LiveRegion store={store} />
    </StoreContext.Provider>
  );
}

/** The lists stand there from the start, so that nothing moves when the first request comes. */
function Frame({ store }: { readonly store: Store }) {
  return (
    <>
      <Left store={store} />
      <div class="right">
        <Right store={store} />
      </div>
    </>
  );
}

function Left({ store }: { readonly store: Store }) {
  const tab = store.leftTab.value;
  return (
    <nav class={`left show-${tab}`} aria-label="Problems and timeline">
      <div class="left-tabs">
        <TabList
          label="Lists"
          open={tab}
          onOpen={(id) => store.showLeft(id === 'timeline' ? 'timeline' : 'problems')}
          tabs={[
            { id: 'problems', word: 'Problems', tag: String(store.problems.value.length) },
            { id: 'timeline', word: 'Timeline', tag: String(store.shown.value.length) },
          ]}
        />
      </div>
      <Problems />
      <Timeline />
    </nav>
  );
}

function Right({ store }: { readonly store: Store }) {
  if (store.listed.value.length === 0) return <EmptyState />;
  if (store.matching.value.length === 0) return <NothingShown />;
  const detail = store.detail.value;
  if (detail === null) {
    return <p class="choose dim">Choose a problem or a request to see what happened.</p>;
  }
  return <Case key={detail.exchange.id} detail={detail} />;
}

function LiveRegion({ store }: { readonly store: Store }) {
  return (
    <div class="sr" role="status" aria-live="polite">
      {store.announcement.value}
    </div>
  );
}
