import { pieces, visible } from '../view-model/text';

/** A text of ours; what was on the wire stands in it as code. */
export function Words({ text }: { readonly text: string }) {
  return (
    <>
      {pieces(text).map((piece, index) =>
        piece.kind === 'words' ? (
          piece.text
        ) : (
          <code key={index} dir="ltr" translate={false}>
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
      {visible(text).map((part, index) =>
        part.escaped ? (
          <span key={index} class="escaped">
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}
    </>
  );
}
