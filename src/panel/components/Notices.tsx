import { duration, timeOfDay } from '../view-model/clock';
import { useStore } from './store-context';

/** What to know about the recording itself: one line each, above the lanes. */
export function Notices() {
  const store = useStore();
  const { droppedCount, interruptions } = store.replica.value.state;
  const opened = store.opened.value;
  const last = interruptions.at(-1);
  const reading = store.reading.value;
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
      {reading !== null && (
        <p class="notice">
          Opening {reading.name}{' '}
          <progress
            aria-label={`Opening ${reading.name}`}
            {...(reading.done === null ? {} : { value: reading.done, max: 1 })}
          />{' '}
          <button type="button" class="link" onClick={() => reading.cancel()}>
            Cancel
          </button>
        </p>
      )}
      {store.fileTrouble.value !== null && (
        <p class="notice" role="alert">
          {store.fileTrouble.value}{' '}
          <button type="button" class="link" onClick={() => store.closeFile()}>
            Close
          </button>
        </p>
      )}
      {opened !== null && (
        <p class="notice">
          {opened.exchanges.length.toLocaleString('en')} from {opened.name}{' '}
          <button type="button" class="link" onClick={() => store.closeFile()}>
            Close file
          </button>
        </p>
      )}
    </>
  );
}
