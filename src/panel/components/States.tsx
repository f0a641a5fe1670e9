import type { ComponentChildren } from 'preact';
import { clip, many } from '../view-model/text';
import { Icon } from './Icon';
import { RequestTools } from './RequestTools';
import { useStore } from './store-context';

/** What stands in place of the lists when there is nothing to list: what it means, and what to do. */
export function EmptyState() {
  const store = useStore();
  const { recording, sameOriginCount } = store.replica.value.state;
  switch (recording.state) {
    case 'connecting':
      return (
        <State title="Connecting to the page">
          <p class="dim">This takes a moment after DevTools is opened.</p>
        </State>
      );
    case 'no permission':
      return <NoPermission />;
    case 'not inspectable':
      return (
        <State title="No extension may look into this page">
          <p>
            {recording.url === '' ? 'This page' : <code>{clip(recording.url, 200)}</code>} belongs to the browser or to
            its store, and browsers keep extensions out of those. Open a page of a website to record its requests, or
            open a HAR file.
          </p>
          <p class="row">
            <ImportButton primary />
          </p>
        </State>
      );
    case 'gone':
      return (
        <State title="CORS Lens was updated">
          <p>
            The extension was updated or removed while DevTools was open. Close DevTools and open it again to record.
          </p>
        </State>
      );
    case 'recording':
      return <NothingRecorded sameOriginCount={sameOriginCount} />;
  }
}

function NothingRecorded({ sameOriginCount }: { readonly sameOriginCount: number }) {
  const store = useStore();
  const quiet = Math.max(sameOriginCount, store.noCorsCount.value);
  const { reload } = store.host;
  return (
    <State title="No cross-origin requests yet">
      <p>
        Recording.{' '}
        {quiet === 0
          ? 'Requests to other origins appear here as the page sends them.'
          : `${many(quiet, 'request')} that need no CORS – to the page’s own origin, images, navigations – were seen and are not listed.`}
      </p>
      <p class="row">
        {reload !== null && (
          <button type="button" class="primary" onClick={reload}>
            Reload the page
          </button>
        )}
        <ImportButton />
        <button type="button" class="button" onClick={() => void store.showExample()}>
          Show an example
        </button>
      </p>
      <p class="dim">Requests from before DevTools was opened are not here. Reload to see them.</p>
      <HowToRead />
    </State>
  );
}

function NoPermission() {
  const store = useStore();
  return (
    <State title="The browser has not given access to these sites" icon="lock">
      <p>
        CORS Lens sees a request only with access to <b>both</b> the page and the server that answers.
      </p>
      <p class="row">
        <button type="button" class="primary" onClick={() => store.host.requestPermission()}>
          Allow all sites…
        </button>
        <ImportButton />
      </p>
      <p class="dim">
        Opens a page of the extension, where the browser asks you; a panel inside DevTools may not ask itself. Requests
        are read only while DevTools is open, and nothing leaves this computer. A HAR file can be opened without access.
      </p>
    </State>
  );
}

function ImportButton({ primary = false }: { readonly primary?: boolean }) {
  const store = useStore();
  // The toolbar's button has the same name: this one says what it opens.
  return (
    <button type="button" class={primary ? 'primary' : 'button'} onClick={() => void store.importHar()}>
      Open a HAR file…
    </button>
  );
}

/** Everything recorded is filtered away. */
export function NothingShown() {
  const store = useStore();
  return (
    <State title="Nothing matches the filter">
      <p>{many(store.listed.value.length, 'request')} recorded, none of them shown.</p>
      <p class="row">
        <button type="button" class="primary" onClick={() => store.showEverything()}>
          Show all
        </button>
      </p>
    </State>
  );
}

function State({
  title,
  icon,
  children,
}: {
  readonly title: string;
  readonly icon?: 'lock';
  readonly children: ComponentChildren;
}) {
  return (
    <div class="state">
      <div class="idle-tools">
        <RequestTools exchange={null} />
      </div>
      <div class="state-box">
        <h1>
          {icon !== undefined && <Icon name={icon} />}
          {title}
        </h1>
        {children}
      </div>
    </div>
  );
}

function HowToRead() {
  return (
    <div
      class="how-to-read"
      role="img"
      aria-label="How to read a story: the page asks the browser, the browser asks the server, the server answers, and the browser lets the page read it or not."
    >
      <div class="how-heads">
        <span>Page</span>
        <span>Browser</span>
        <span>Server</span>
      </div>
      <div class="how-lines">
        <span class="how-call">fetch()</span>
        <span class="how-question">OPTIONS – may this page send PUT?</span>
        <span class="how-answer">204 – yes, that page may</span>
      </div>
    </div>
  );
}
