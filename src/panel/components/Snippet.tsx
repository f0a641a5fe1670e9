import { CopyButton } from './CopyButton';
import { Words } from './Words';

/** Code to paste, under a line that says where. */
export function Snippet({
  name,
  where,
  code,
}: {
  readonly name: string;
  readonly where: string;
  readonly code: string;
}) {
  return (
    <div class="snippet">
      <div class="snippet-head">
        <span>
          <Words text={where} />
        </span>
        <CopyButton name={`Copy ${name}`} text={() => code} />
      </div>
      <pre tabIndex={0} role="region" aria-label={`${name}, code`}>
        <code translate={false}>{code.trimEnd()}</code>
      </pre>
    </div>
  );
}
