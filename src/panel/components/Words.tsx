import { keyed } from '../view-model/keyed';
import { pieces, visible } from '../view-model/text';

/** A text of ours; what was on the wire stands in it as code. */
export function Words({ text }: { readonly text: string }) {
  return (
    <>
      {keyed(pieces(text), (piece) => piece.text).map(({ key, item: piece }) =>
        piece.kind === 'words' ? (
          piece.text
        ) : (
          <code key={key} dir="ltr" translate={false}>
            <Visible text={piece.text} />
          </code>
        ),
      )}
    </>
  );
}

/** Text of strangers, with what cannot be seen made visible. */
export function Visible({ text }: { readonly text: string }) {
  return (
    <>
      {keyed(visible(text), (part) => part.text).map(({ key, item: part }) =>
        part.escaped ? (
          <span key={key} class="escaped">
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}
    </>
  );
}
