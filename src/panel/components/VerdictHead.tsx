import type { Detail } from '../view-model/detail';
import { clip } from '../view-model/text';
import { Answers } from './Answers';
import { Icon } from './Icon';
import { Outcome } from './Outcome';
import { RequestTools } from './RequestTools';
import { useStore } from './store-context';
import { Visible, Words } from './Words';

/** Outcome and request, the cause as a statement, one sentence, and the five answers in their places. */
export function VerdictHead({ detail }: { readonly detail: Detail }) {
  return (
    <header class="verdict">
      <div class="verdict-request">
        <Outcome outcome={detail.outcome} amber={detail.notCors !== null} />
        <code
          class="request-line"
          dir="ltr"
          translate={false}
          title={clip(`${detail.method} ${detail.server}${detail.path}`, 2_000)}
        >
          <b>{detail.method}</b>
          <span class="dim">{detail.server}</span>
          <span>
            <Visible text={clip(detail.path, 400)} />
          </span>
        </code>
        <span class="grow" />
        <Pager />
        <RequestTools exchange={detail.exchange} />
      </div>
      <h1>
        <Words text={detail.title} />
      </h1>
      <p class="why">
        <Words text={detail.why} />
      </p>
      {detail.restsOn !== null && (
        <p class="why rests-on">
          <b>Rests on:</b> <Words text={detail.restsOn} />
        </p>
      )}
      <Answers answers={detail.answers} />
    </header>
  );
}

/** Pages through the requests of one problem. */
function Pager() {
  const store = useStore();
  const rows = store.selectedProblem.value?.rows ?? [];
  if (rows.length < 2) return null;
  const at = rows.findIndex((row) => row.id === store.selectedId.value) + 1;
  return (
    <span class="pager">
      <button
        type="button"
        class="tool icon-only"
        aria-label="Previous of this problem"
        onClick={() => store.turnPage(-1)}
      >
        <Icon name="previous" />
      </button>
      {at} of {rows.length}
      <button type="button" class="tool icon-only" aria-label="Next of this problem" onClick={() => store.turnPage(1)}>
        <Icon name="next" />
      </button>
    </span>
  );
}
