import type { ComponentChildren } from 'preact';
import { CopyButton } from './CopyButton';
import { Words } from './Words';

/** Code to paste, under a line that says where. */
export function Snippet({
  name,
  where,
  code,
  choice,
}: {
  readonly name: string;
  readonly where: string;
  readonly code: string;
  /** What the code can be had for. */
  readonly choice?: ComponentChildren;
}) {
  return (
    <div class="snippet">
      <div class="snippet-head">
        <span>
          <Words text={where} />
        </span>
        {choice}
        <CopyButton name={`Copy ${name}`} text={() => code} />
      </div>
      <pre tabIndex={0} role="region" aria-label={`${name}, code`}>
        <code translate={false}>{code.trimEnd()}</code>
      </pre>
    </div>
  );
}
