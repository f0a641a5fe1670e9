import { pageHookDescription } from '../../hook/description';
import { OUTCOMES } from '../view-model/filter';
import { Icon, type IconName } from './Icon';
import { Outcome } from './Outcome';
import { useStore } from './store-context';
import { useRovingFocus } from './use-roving-focus';

export function Toolbar() {
  const store = useStore();
  const roving = useRovingFocus('button, input[type=checkbox]');
  const { keepLog } = store.replica.value.state;
  return (
    <header>
      <div
        class="toolbar"
        role="toolbar"
        aria-label="CORS Lens"
        ref={roving.ref}
        onKeyDown={roving.onKeyDown}
        onFocusIn={roving.onFocusIn}
      >
        <RecordingLamp />
        <Tool name="Clear" icon="clear" onClick={() => store.clear()} iconOnly />
        <i class="separator" />
        <FilterBox />
        <OutcomeChips />
        <span class="grow" />
        <label class="keep-log" title="Do not clear when the page navigates">
          <input
            type="checkbox"
            aria-label="Keep log"
            checked={keepLog}
            onChange={(event) => store.keepLog(event.currentTarget.checked)}
          />{' '}
          Keep<span class="log-word"> log</span>
        </label>
        <i class="separator" />
        <span class="actions">
          <Tool name="Import HAR" icon="import" onClick={() => void store.importHar()} />
          <Tool name="Export HAR" icon="export" onClick={() => store.exportHar()} />
          <Tool name="Export with a choice" icon="choose" onClick={() => store.openDialog('export')} iconOnly />
          <Tool name="Copy report" icon="copy" onClick={() => void store.copyReport()} />
          <HookSwitch />
          <span class="keys-tool">
            <Tool name="Keys" icon="keys" onClick={() => store.openDialog('keys')} iconOnly />
          </span>
        </span>
      </div>
    </header>
  );
}

function Tool({
  name,
  icon,
  onClick,
  iconOnly = false,
}: {
  readonly name: string;
  readonly icon: IconName;
  readonly onClick: () => void;
  readonly iconOnly?: boolean;
}) {
  return (
    <button
      type="button"
      class={`tool${iconOnly ? ' icon-only' : ''}`}
      aria-label={name}
      title={name}
      onClick={onClick}
    >
      <Icon name={icon} />
      {!iconOnly && <span class="tool-word">{name}</span>}
    </button>
  );
}

/** On is seen at a glance: while it is on, the page can notice. */
function HookSwitch() {
  const store = useStore();
  const { state } = store.replica.value.state.pageHook;
  const name = `${pageHookDescription.label}: ${state}`;
  return (
    <button
      type="button"
      class={`tool icon-only${state === 'on' || state === 'reload needed' ? ' switched-on' : ''}`}
      aria-label={name}
      title={name}
      onClick={() => store.openDialog('hook')}
    >
      <Icon name="hook" />
    </button>
  );
}

function RecordingLamp() {
  const { recording } = useStore().replica.value.state;
  const on = recording.state === 'recording';
  const words = on ? 'Recording' : 'Not recording';
  return (
    <span class={`lamp${on ? ' on' : ''}`} title={words}>
      <span class="sr">{words}</span>
    </span>
  );
}

function FilterBox() {
  const store = useStore();
  return (
    <label class="filter">
      <Icon name="search" />
      <input
        type="search"
        id="filter"
        aria-label="Filter"
        placeholder="Filter, or paste a console error"
        title="Text, or method: outcome: rule: origin: server: status: – with a minus before, the opposite"
        value={store.filterText.value}
        onInput={(event) => store.filterBy(event.currentTarget.value)}
      />
    </label>
  );
}

function OutcomeChips() {
  const store = useStore();
  const hidden = store.hiddenOutcomes.value;
  const counts = store.counts.value;
  const quiet = store.noCorsCount.value;
  return (
    <div class="chips" role="group" aria-label="Outcomes">
      {OUTCOMES.map((outcome) => (
        <button
          key={outcome}
          type="button"
          class="chip"
          aria-pressed={!hidden.has(outcome)}
          title={`Show or hide ${outcome}`}
          onClick={() => store.toggleOutcome(outcome)}
        >
          <Outcome outcome={outcome} /> <b>{counts[outcome]}</b>
        </button>
      ))}
      {quiet > 0 && (
        <button
          type="button"
          class="chip no-cors"
          aria-pressed={store.withNoCors.value}
          title="Requests to the page’s own origin, images, navigations: no CORS check applies"
          onClick={() => store.toggleNoCors()}
        >
          <span>
            no CORS<span class="needed-word"> needed</span>
          </span>{' '}
          <b>{quiet}</b>
        </button>
      )}
    </div>
  );
}
