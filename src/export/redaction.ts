import type { KnownSecrets } from './known-secrets';

/** What a hidden value was, so that a reader can choose per kind what may leave. */
export type SecretKind =
  /** `Cookie` and `Set-Cookie` values. */
  | 'cookies'
  /** `Authorization`, API keys, CSRF tokens: headers whose name says that their value is a credential. */
  | 'credentials'
  /** User names and passwords, query values, fragments and path segments of URLs that are or look like secrets. */
  | 'urls'
  /** Bodies. */
  | 'bodies'
  /** Headers nobody has published the meaning of: their values may be anything. */
  | 'other headers';

export interface Redaction {
  /** Kinds that may leave as they are. */
  readonly keep: readonly SecretKind[];
  /** Names of headers to hide although their names are known to be harmless. */
  readonly alsoHide: readonly string[];
}

/** The default: no secret leaves. */
export const hideAll: Redaction = { keep: [], alsoHide: [] };

/** One value that was met, for the list that shows the reader what leaves and what does not. */
export interface SecretSeen {
  readonly kind: SecretKind;
  /** Header name, `?name` of a query value, `Body`, … */
  readonly where: string;
  /** Id of the exchange. */
  readonly exchange: string;
  /** What stands in the file. */
  readonly inFile: string;
  /** Characters. */
  readonly length: number;
  readonly hidden: boolean;
}

/** Text: `[redacted 36 characters, A]`. URLs and values that must stay tokens: `redacted-36-characters-A`. */
export type MarkForm = 'text' | 'token';

/** Gives back what to write in place of a secret. The same secret always gets the same label. */
export interface Hide {
  (secret: string, kind: SecretKind, where: string, form: MarkForm): string;
  /** What was a cookie or a credential somewhere in the recording. */
  readonly known?: KnownSecrets;
}

/** The same, which also knows the secrets of a recording. */
export const knowing = (hide: Hide, known: KnownSecrets): Hide =>
  Object.assign((...secret: Parameters<Hide>) => hide(...secret), { known });

/** Another way to hide, that takes the same for known. */
export const listening = ({ known }: Hide, hide: Hide): Hide => (known === undefined ? hide : knowing(hide, known));

const mark = /^(?:\[redacted (\d+) characters?, ([A-Z]+)\]|redacted-(\d+)-characters?-([A-Z]+))$/;

/** Has this text been hidden by us before? Hiding is idempotent, so that an imported report exports to the same bytes. */
export const isMark = (text: string): boolean => mayBeMark(text) && mark.test(text);

const mayBeMark = (text: string): boolean => text.startsWith('[redacted ') || text.startsWith('redacted-');

/** Told of each secret that is met, hidden or kept. */
export type OnSecret = (kind: SecretKind, where: string, inFile: string, length: number, hidden: boolean) => void;

/** One per export: labels are counted from A in the order of the walk and mean nothing outside it. */
export function hiderOf(redaction: Redaction, onSecret?: OnSecret, known?: KnownSecrets): Hide {
  const labels = labelBook();
  const hide: Hide = (secret, kind, where, form) => {
    if (secret === '') return '';
    const marked = mayBeMark(secret) ? mark.exec(secret) : null;
    const length = marked ? Number(marked[1] ?? marked[3]) : secret.length;
    const hidden = marked !== null || !redaction.keep.includes(kind);
    // A label that came with an imported file stands for a value nobody here knows: it stays, if it is still free.
    const label = marked ? labels.ofMark(marked[2] ?? marked[4] ?? '') : hidden ? labels.ofValue(secret) : '';
    const inFile = hidden ? markOf(length, label, form) : secret;
    onSecret?.(kind, where, inFile, length, hidden);
    return inFile;
  };
  return known === undefined ? hide : knowing(hide, known);
}

/** The same secret always has the same label, and no two share one. */
function labelBook() {
  const byValue = new Map<string, string>();
  const byMark = new Map<string, string>();
  const used = new Set<string>();
  let next = 0;
  const free = (): string => {
    let label = labelOf(next++);
    while (used.has(label)) label = labelOf(next++);
    return label;
  };
  const keep = (map: Map<string, string>, key: string, label: string): string => {
    map.set(key, label);
    used.add(label);
    return label;
  };
  return {
    ofValue: (value: string): string => byValue.get(value) ?? keep(byValue, value, free()),
    ofMark: (wished: string): string => byMark.get(wished) ?? keep(byMark, wished, used.has(wished) ? free() : wished),
  };
}

function markOf(length: number, label: string, form: MarkForm): string {
  const characters = length === 1 ? 'character' : 'characters';
  return form === 'text' ? `[redacted ${length} ${characters}, ${label}]` : `redacted-${length}-${characters}-${label}`;
}

/** 0 → A, 25 → Z, 26 → AA. */
function labelOf(index: number): string {
  let label = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    label = String.fromCharCode(65 + ((rest - 1) % 26)) + label;
  }
  return label;
}
