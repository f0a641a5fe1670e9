import { keyed } from '../view-model/keyed';
import type { Sign, WireLine } from '../view-model/wire-line';
import { Icon } from './Icon';
import { Value } from './Value';

/** Headers and statuses as a diff. Signs are read out as words. */
export function WireLines({ lines }: { readonly lines: readonly WireLine[] }) {
  return (
    <>
      {keyed(lines, ({ sign, name }) => `${sign} ${name ?? ''}`).map(({ key, item: line }) => (
        <div key={key} class={`line ${line.sign}`}>
          <span class="sign" aria-hidden="true">
            <SignMark sign={line.sign} />
          </span>
          <span class="line-text">
            {SPOKEN[line.sign] !== '' && <span class="sr">{SPOKEN[line.sign]} </span>}
            {line.name !== null && (
              <code class="header-name" dir="ltr" translate={false}>
                {line.name}:{' '}
              </code>
            )}
            {line.sign === 'quiet' ? (
              line.text
            ) : (
              <Value marked={line.value} text={line.text} name={line.name ?? 'value'} />
            )}
          </span>
          {line.note !== '' && <span class="note">{line.note}</span>}
        </div>
      ))}
    </>
  );
}

const SPOKEN: Readonly<Record<Sign, string>> = {
  sent: 'sent:',
  needed: 'needed:',
  right: 'right:',
  look: 'look:',
  plain: '',
  quiet: '',
};

function SignMark({ sign }: { readonly sign: Sign }) {
  switch (sign) {
    case 'sent':
      return <>−</>;
    case 'needed':
      return <>+</>;
    case 'right':
      return <Icon name="allowed" />;
    case 'look':
      return <Icon name="failed" />;
    case 'plain':
    case 'quiet':
      return null;
  }
}
