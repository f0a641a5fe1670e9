import { useState } from 'preact/hooks';
import type { CorsPolicy } from '../../fixes/fix';
import type { Detail } from '../view-model/detail';
import { choiceKey, type ServerTab, serversOf, testOf } from '../view-model/servers';
import { CurlPane } from './CurlPane';
import { Icon } from './Icon';
import { Snippet } from './Snippet';
import { useStore } from './store-context';
import { TabList } from './TabList';
import { Words } from './Words';

/** As many as fit in the narrowest column; all are in the list behind them. */
const TABS_AT_MOST = 3;
const CURL = 'check: curl';
const TEST = 'check: test';

/** The change in the code of the reader's server, and two ways to see that it works. */
export function ServerTabs({ detail, policy }: { readonly detail: Detail; readonly policy: CorsPolicy }) {
  const store = useStore();
  const remembered = store.host.memory.recall(choiceKey(detail.exchange));
  const servers = serversOf(detail.exchange, remembered);
  const [chosen, setChosen] = useState<string | null>(null);
  const [lastServer, setLastServer] = useState<string | null>(null);
  const serverId = lastServer ?? servers[0]?.id ?? '';
  const open = chosen ?? serverId;
  const server = servers.find((one) => one.id === serverId) ?? servers[0];

  function choose(id: string): void {
    setChosen(id);
    if (id === CURL || id === TEST) return;
    setLastServer(id);
    store.host.memory.remember(choiceKey(detail.exchange), id);
  }

  const first = servers.slice(0, TABS_AT_MOST);
  const shown = server === undefined || first.includes(server) ? first : [...first.slice(0, -1), server];
  const test = server === undefined ? null : testOf(server.framework, policy, detail);
  return (
    <div class="server-tabs">
      <TabList
        label="Fix and check"
        open={open}
        onOpen={choose}
        tabs={[
          ...shown.map((one) => ({ id: one.id, word: one.label, tag: one.likely ? 'likely' : '' })),
          { id: CURL, word: 'curl pair', tag: '' },
          ...(test === null ? [] : [{ id: TEST, word: 'Test', tag: '' }]),
        ]}
      >
        <AllServers servers={servers} onOpen={choose} />
      </TabList>
      {open === CURL && <CurlPane exchange={detail.exchange} />}
      {open === TEST && test !== null && (
        <div role="tabpanel" aria-label="Test">
          <Snippet
            name="test"
            where={`\`${test.file}\`: fails now, passes with the change. ${test.run}`}
            code={test.code}
          />
        </div>
      )}
      {open !== CURL && open !== TEST && server !== undefined && <ServerPane server={server} policy={policy} />}
    </div>
  );
}

function AllServers({
  servers,
  onOpen,
}: {
  readonly servers: readonly ServerTab[];
  readonly onOpen: (id: string) => void;
}) {
  const byLabel = [...servers].sort((a, b) => (a.label.toLowerCase() < b.label.toLowerCase() ? -1 : 1));
  return (
    <select
      class="all-servers"
      aria-label="All servers"
      title="All servers"
      value=""
      onChange={(event) => {
        onOpen(event.currentTarget.value);
        // What is open shows in the tabs.
        event.currentTarget.value = '';
      }}
    >
      <option value="">More…</option>
      {byLabel.map((server) => (
        <option key={server.id} value={server.id}>
          {server.framework.label}
        </option>
      ))}
    </select>
  );
}

function ServerPane({ server, policy }: { readonly server: ServerTab; readonly policy: CorsPolicy }) {
  const { framework } = server;
  const rendered = framework.render(policy);
  return (
    <div role="tabpanel" aria-label={server.label}>
      {server.evidence !== '' && (
        <p class="evidence">
          <Icon name="evidence" />
          <span>
            Likely {server.label}: <Words text={server.evidence} />
          </span>
        </p>
      )}
      {rendered.can ? (
        <Snippet name={server.label} where={framework.where} code={rendered.code} />
      ) : (
        <p class="cannot">
          <Words text={rendered.why} />
        </p>
      )}
      {rendered.can && rendered.note !== null && (
        <p class="snippet-note">
          <Words text={rendered.note} />
        </p>
      )}
      <p class="pitfall">
        <Icon name="pitfall" />
        <span>
          <b>Pitfall:</b> <Words text={framework.pitfall} />{' '}
          <a href={framework.docs} target="_blank" rel="noreferrer">
            Documentation
          </a>
        </span>
      </p>
      {rendered.can && <p class="snippet-note">{server.proof}</p>}
    </div>
  );
}
