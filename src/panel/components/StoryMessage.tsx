import type { Message } from '../view-model/story';
import { many } from '../view-model/text';
import { Icon, type IconName } from './Icon';
import { WireLines } from './WireLines';
import { Visible, Words } from './Words';

export function StoryMessage({ message }: { readonly message: Message }) {
  switch (message.kind) {
    case 'sent':
      return <Sent message={message} />;
    case 'answered':
      return <Answered message={message} />;
    case 'never sent':
      return (
        <li class="message never">
          <div class="ghost">
            <b>
              <Visible text={message.head} />
            </b>{' '}
            <span>{message.why}</span>
          </div>
          <span class="arrow" />
        </li>
      );
    case 'kept':
      return (
        <li class="message browser-check good">
          <span class="decision">
            <Icon name="allowed" />
          </span>
          <div class="card">
            <p class="remark">{message.text}</p>
          </div>
        </li>
      );
    case 'stopped':
      return (
        <li class={`message browser-check ${message.amber ? 'not-cors' : 'bad'}`}>
          <span class="decision">
            <Icon name={message.amber ? 'failed' : 'blocked'} />
          </span>
          <div class="card">
            <p class="remark">
              <Words text={message.text} />
            </p>
          </div>
        </li>
      );
    case 'waiting':
      return (
        <li class="message incoming waiting">
          <span class="arrow" />
          <div class="card">
            <Icon name="pending" /> {message.text}
          </div>
        </li>
      );
  }
}

function Sent({ message }: { readonly message: Extract<Message, { kind: 'sent' }> }) {
  const headers = message.lines.filter((line) => line.sign === 'plain').length;
  return (
    <li class="message outgoing">
      <div class="card">
        <div class="card-head">
          <b>
            <Visible text={message.head} />
          </b>
          <span class="tag">
            {message.tag}
            <span class="header-count"> · {many(headers, 'header')}</span>
          </span>
        </div>
        {message.quote !== '' && <p class="quote">{message.quote}</p>}
        <WireLines lines={message.lines} />
      </div>
      <span class="arrow" />
    </li>
  );
}

const DECISIONS: Readonly<Record<'refused' | 'not CORS' | 'passed', { icon: IconName; word: string; tone: string }>> = {
  refused: { icon: 'blocked', word: 'refused', tone: 'bad' },
  'not CORS': { icon: 'blocked', word: 'refused', tone: 'not-cors' },
  passed: { icon: 'allowed', word: 'passed', tone: 'good' },
};

function Answered({ message }: { readonly message: Extract<Message, { kind: 'answered' }> }) {
  const decision = message.decision === null ? null : DECISIONS[message.decision];
  const changes = message.neededStatus !== null;
  return (
    <li class={`message incoming ${decision?.tone ?? ''}`}>
      <span class="arrow">
        {decision !== null && (
          <>
            <span class="decision">
              <Icon name={decision.icon} />
            </span>
            <span class="decision-word">{decision.word}</span>
          </>
        )}
      </span>
      <div class="card">
        <div class={`card-head${changes ? ' sent' : ''}`}>
          {changes && (
            <span class="sign" aria-hidden="true">
              −
            </span>
          )}
          <b>
            <Visible text={message.head} />
          </b>
          {message.headNote !== null && <span class="head-note">{message.headNote}</span>}
          <span class="tag">{message.tag}</span>
        </div>
        {message.neededStatus !== null && <WireLines lines={[message.neededStatus]} />}
        {message.quote !== '' && <p class="quote">{message.quote}</p>}
        <WireLines lines={message.lines} />
      </div>
    </li>
  );
}
