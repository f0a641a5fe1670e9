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
export type Hide = (secret: string, kind: SecretKind, where: string, form: MarkForm) => string;

export interface Hider {
  readonly hide: Hide;
  readonly secrets: SecretSeen[];
  /** Whose values are being hidden now; set by the walk. */
  exchange: string;
}

const mark = /^(?:\[redacted (\d+) characters?, ([A-Z]+)\]|redacted-(\d+)-characters?-([A-Z]+))$/;

/** Has this text been hidden by us before? Hiding is idempotent, so that an imported report exports to the same bytes. */
export const isMark = (text: string): boolean => mark.test(text);

/** One hider per export: labels are counted from A in the order of the walk and mean nothing outside it. */
export function hiderOf(redaction: Redaction): Hider {
  const labels = labelBook();
  const hider: Hider = {
    exchange: '',
    secrets: [],
    hide(secret, kind, where, form) {
      if (secret === '') return '';
      const marked = mark.exec(secret);
      const length = Number(marked?.[1] ?? marked?.[3] ?? secret.length);
      const hidden = !redaction.keep.includes(kind);
      let inFile = secret;
      if (marked) {
        // It came with an imported file and stands for a value nobody here knows: its label stays, if it is still free.
        const label = marked[2] ?? marked[4] ?? '';
        inFile = markOf(length, labels(`mark ${label}`, label), form);
      } else if (hidden) inFile = markOf(length, labels(`value ${secret}`, null), form);
      hider.secrets.push({ kind, where, exchange: hider.exchange, inFile, length, hidden: hidden || marked !== null });
      return inFile;
    },
  };
  return hider;
}

/** The same key always has the same label, and no two keys share one. */
function labelBook(): (key: string, wished: string | null) => string {
  const byKey = new Map<string, string>();
  const used = new Set<string>();
  let next = 0;
  return (key, wished) => {
    let label = byKey.get(key);
    if (label !== undefined) return label;
    label = wished !== null && !used.has(wished) ? wished : labelOf(next);
    while (used.has(label)) label = labelOf(++next);
    byKey.set(key, label);
    used.add(label);
    return label;
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
