import { keyed } from '../view-model/keyed';
import type { Marked } from '../view-model/marks';
import { cut, grouped } from '../view-model/text';
import { CopyButton } from './CopyButton';
import { Visible } from './Words';

/** A value from the wire: cut when long, copyable whole, the differing characters marked. */
export function Value({
  marked,
  text,
  name = 'value',
}: {
  readonly marked: Marked;
  readonly text: string;
  readonly name?: string;
}) {
  const { start, more } = cut(text);
  const isMarked = more === 0 && marked.some((part) => part.marked);
  return (
    <>
      <code dir="ltr" translate={false}>
        {isMarked ? (
          keyed(marked, (part) => part.text).map(({ key, item: part }) =>
            part.marked ? (
              <mark key={key}>
                <Visible text={part.text} />
              </mark>
            ) : (
              <Visible key={key} text={part.text} />
            ),
          )
        ) : (
          <Visible text={start} />
        )}
      </code>
      {more > 0 && (
        <>
          <span class="cut"> … {grouped(more)} more characters </span>
          <CopyButton text={() => text} name={`Copy ${name} whole`} />
        </>
      )}
    </>
  );
}
