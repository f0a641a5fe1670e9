import { duration, timeOfDay } from '../view-model/clock';
import { useStore } from './store-context';

/** What to know about the recording itself: one line each, above the lanes. */
export function Notices() {
  const store = useStore();
  const { droppedCount, interruptions } = store.replica.value.state;
  const opened = store.imported.value;
  const last = interruptions.at(-1);
  return (
    <>
      {last !== undefined && (
        <p class="notice">
          Recording was interrupted for {duration(last.lasted)} at {timeOfDay(last.at)}. Requests of that time may be
          missing.
        </p>
      )}
      {droppedCount > 0 && (
        <p class="notice">
          The log is full: the oldest {droppedCount.toLocaleString('en')} requests were dropped. Clear to make room.
        </p>
      )}
      {store.problemWithFile.value !== null && (
        <p class="notice" role="alert">
          {store.problemWithFile.value}
        </p>
      )}
      {opened !== null && (
        <p class="notice">
          {opened.exchanges.length.toLocaleString('en')} from {opened.name}{' '}
          <button type="button" class="link" onClick={() => store.closeImport()}>
            Close file
          </button>
        </p>
      )}
    </>
  );
}
