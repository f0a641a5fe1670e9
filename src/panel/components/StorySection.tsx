import type { Detail } from '../view-model/detail';
import { keyed } from '../view-model/keyed';
import { type PageCall, type PageResult, withNames } from '../view-model/page-side';
import { clip } from '../view-model/text';
import { Icon } from './Icon';
import { SourceLink } from './SourceLink';
import { StoryMessage } from './StoryMessage';
import { Visible } from './Words';

/** Page, browser and server in conversation; the deciding answer as a diff. */
export function StorySection({ detail }: { readonly detail: Detail }) {
  const { story } = detail;
  return (
    <section class="story" aria-label="Story" tabIndex={0}>
      <h2 class="section-title">
        Story
        <span class="legend" aria-hidden="true">
          <span class="legend-key sent">− sent</span> <span class="legend-key needed">+ needed</span>
        </span>
      </h2>
      <div class="sequence">
        <div class="heads">
          <span class="head-page">
            Page <span class="dim">{clip(story.origin, 120)}</span>
          </span>
          <span class="head-browser">Browser</span>
          <span class="head-server">
            {story.reached ? story.host : <s>{story.host}</s>}{' '}
            <span class="dim">{story.reached ? story.via : 'not reached'}</span>
          </span>
        </div>
        <Call call={story.call} />
        <ol class={`channel${story.reached ? '' : ' unreached'}`}>
          {keyed(story.messages, ({ kind }) => kind).map(({ key, item: message }) => (
            <StoryMessage key={key} message={message} />
          ))}
        </ol>
        {story.result !== null && <Result result={story.result} />}
      </div>
    </section>
  );
}

function Call({ call }: { readonly call: PageCall }) {
  return (
    <div class="page-side page-call">
      <div class="call-card">
        <code class="call-line" dir="ltr" translate={false}>
          <b>{call.method}</b> <Visible text={call.path} />
        </code>
        {call.names.length > 0 && <span class="call-with">{withNames(call)}</span>}
        {call.credentials !== '' && <span class="call-with">{call.credentials}</span>}
        {call.source !== null && <SourceLink source={call.source} />}
      </div>
      <i class="arrow-to" />
    </div>
  );
}

function Result({ result }: { readonly result: PageResult }) {
  return (
    <div class={`page-side page-result ${result.good ? 'good' : 'bad'}`}>
      <i class="arrow-from" />
      <div class="result-line">
        <Icon name={result.good ? 'allowed' : 'blocked'} />
        <code>{result.code}</code>
      </div>
      {result.console !== '' && (
        <p class="console" title={clip(result.console, 2_000)}>
          <span class="dim">Console:</span> <Visible text={clip(result.console, 1_000)} />
        </p>
      )}
    </div>
  );
}
