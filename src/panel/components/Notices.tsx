import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { duration, timeOfDay } from '../view-model/clock';
import { grouped } from '../view-model/text';
import { useStore } from './store-context';
import { Visible, Words } from './Words';

/** What to know about the recording itself: one line each, above the lanes. */
export function Notices() {
  const store = useStore();
  const { droppedCount, interruptions } = store.replica.value.state;
  const opened = store.opened.value;
  const last = interruptions.at(-1);
  const reading = store.reading.value;
  const trouble = store.fileTrouble.value;
  const area = useRef<HTMLDivElement>(null);
  useLeftFocus(area);
  return (
    <div class="notices" ref={area}>
      {last !== undefined && (
        <Notice>
          Recording was interrupted for {duration(last.lasted)} at {timeOfDay(last.at)}. Requests of that time may be
          missing.
        </Notice>
      )}
      {droppedCount > 0 && (
        <Notice>The log is full: the oldest {grouped(droppedCount)} requests were dropped. Clear to make room.</Notice>
      )}
      {reading !== null && (
        <Notice
          button="Cancel"
          onClick={() => reading.cancel()}
          beside={<Bar name={reading.name} done={reading.done} />}
        >
          Opening <Name name={reading.name} />
        </Notice>
      )}
      {trouble !== null && (
        <Notice role="alert" button="Close" onClick={() => store.forgetTrouble()}>
          <Name name={trouble.name} />: <Words text={trouble.sentence} />
        </Notice>
      )}
      {opened !== null && (
        <Notice button="Close file" onClick={() => store.closeFile()}>
          {grouped(opened.exchanges.length)} from <Name name={opened.name} />
          {opened.notes.length > 0 && `. ${opened.notes.join(' ')}`}
        </Notice>
      )}
    </div>
  );
}

function Notice({
  role,
  button,
  onClick,
  beside,
  children,
}: {
  readonly role?: 'alert';
  readonly button?: string;
  readonly onClick?: () => void;
  readonly beside?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="notice" role={role}>
      <p class="notice-words">{children}</p>
      {beside}
      {button !== undefined && (
        <button type="button" class="link" onClick={onClick}>
          {button}
        </button>
      )}
    </div>
  );
}

const Name = ({ name }: { readonly name: string }) => (
  <b class="file-name" title={name}>
    <Visible text={name} />
  </b>
);

const Bar = ({ name, done }: { readonly name: string; readonly done: number | null }) => (
  <progress aria-label={`Opening ${name}`} {...(done === null ? {} : { value: done, max: 1 })} />
);

/** A notice that had the focus – its button was pressed, or the file is read – leaves it to the list under it. */
function useLeftFocus(area: { readonly current: HTMLElement | null }): void {
  const hadFocus = area.current?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    if (!hadFocus || document.activeElement !== document.body) return;
    area.current?.closest('section')?.querySelector<HTMLElement>('[role=grid]')?.focus();
  });
}
