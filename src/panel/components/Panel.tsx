import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Store } from '../store/store';
import { Case } from './Case';
import { ComparePage } from './ComparePage';
import { DropZone } from './DropZone';
import { ExportDialog } from './ExportDialog';
import { GroupPage } from './GroupPage';
import { HookDialog } from './HookDialog';
import { KeysDialog } from './KeysDialog';
import { LedgerPage } from './LedgerPage';
import { Problems } from './Problems';
import { Splitter } from './Splitter';
import { EmptyState, NothingShown } from './States';
import { StoreContext } from './store-context';
import { TabList } from './TabList';
import { Timeline } from './Timeline';
import { Toolbar } from './Toolbar';
import { useKeptFocus } from './use-kept-focus';
import { useKeys } from './use-keys';
import { ViewMenu } from './ViewMenu';

/** The frame: toolbar, problems over timeline, one exchange told. */
export function Panel({ store }: { readonly store: Store }) {
  const theme = store.theme.value;
  useEffect(() => {
    if (theme === null) delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  useKeys(store);
  return (
    <StoreContext.Provider value={store}>
      <Toolbar />
      <Frame store={store} />
      <DropZone />
      <Dialogs store={store} />
      <LiveRegion store={store} />
    </StoreContext.Provider>
  );
}

/** The lists stand there from the start, so that nothing moves when the first request comes. */
function Frame({ store }: { readonly store: Store }) {
  const { beside, above } = store.splits.value;
  const style = {
    ...(beside === null ? {} : { '--left-width': `${beside}%` }),
    ...(above === null ? {} : { '--left-height': `${above}%` }),
  };
  return (
    <main style={style}>
      <Left store={store} />
      <Splitter />
      <Right store={store} />
    </main>
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
        >
          {tab === 'timeline' && <ViewMenu />}
        </TabList>
      </div>
      <Problems />
      <Timeline />
    </nav>
  );
}

function Right({ store }: { readonly store: Store }) {
  const area = useRef<HTMLDivElement>(null);
  return (
    <div class="right" ref={area}>
      <RightPage store={store} area={area} />
    </div>
  );
}

function RightPage({ store, area }: { readonly store: Store; readonly area: RefObject<HTMLElement | null> }) {
  useKeptFocus(area);
  if (store.page.value.kind === 'ledger') return <LedgerPage ledger={store.ledger.value} />;
  if (store.listed.value.length === 0) return <EmptyState />;
  if (store.matching.value.length === 0) return <NothingShown />;
  const comparison = store.comparison.value;
  if (comparison !== null) return <ComparePage comparison={comparison} />;
  const group = store.groupPage.value;
  if (group !== null) return <GroupPage key={group.problem.id} group={group} />;
  const detail = store.detail.value;
  // For the moment until the first is open.
  if (detail === null) return null;
  return <Case key={detail.exchange.id} detail={detail} />;
}

function Dialogs({ store }: { readonly store: Store }) {
  switch (store.dialog.value) {
    case 'export':
      return <ExportDialog />;
    case 'keys':
      return <KeysDialog />;
    case 'hook':
      return <HookDialog />;
    case null:
      return null;
  }
}

function LiveRegion({ store }: { readonly store: Store }) {
  return (
    <div class="sr" role="status" aria-live="polite">
      {store.announcement.value}
    </div>
  );
}
