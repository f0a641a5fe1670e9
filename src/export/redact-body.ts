import { redactLoose, redactQuery, redactText } from './redact-url';
import { type Hide, isMark } from './redaction';
import { isSecretName } from './secret-names';

/**
 * A body as it may leave. Not asked for: hidden whole. Asked for: its secret-looking fields and strings are hidden
 * still, by walking what the body is made of.
 */
export function redactBody(mimeType: string, text: string, keep: boolean, hide: Hide): string {
  if (!keep || isMark(text)) return hide(text, 'bodies', 'Body', 'text');
  const essence = (mimeType.split(';')[0] ?? '').trim().toLowerCase();
  if (essence === 'application/x-www-form-urlencoded') return redactQuery(text, hide);
  if (essence === 'multipart/form-data') return redactMultipart(text, hide);
  if (/[/+]json$/.test(essence) || /^\s*[{[]/.test(text)) return redactJson(text, hide);
  return redactLoose(text, 'Body', hide);
}

/** Nested deeper than this, a body is hidden whole: whoever walks or writes it would run out of stack. */
const DEEP = 64;

function redactJson(text: string, hide: Hide): string {
  let tree: unknown;
  try {
    tree = JSON.parse(text);
  } catch {
    return hide(text, 'urls', 'Body', 'text');
  }
  if (isDeep(tree)) return hide(text, 'urls', 'Body', 'text');
  return JSON.stringify(redactTree(tree, hide));
}

/** Level by level, for it may be deeper than the stack. */
function isDeep(tree: unknown): boolean {
  let level: unknown[] = [tree];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEP) return true;
    level = level.flatMap((node) => (typeof node === 'object' && node !== null ? Object.values(node) : []));
  }
  return false;
}

function redactTree(node: unknown, hide: Hide): unknown {
  if (typeof node === 'string') return redactLoose(node, 'Body', hide);
  if (Array.isArray(node)) return node.map((item) => redactTree(item, hide));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => [
      name,
      isSecretName(name) && value !== null && typeof value !== 'boolean'
        ? hide(typeof value === 'string' ? value : JSON.stringify(value), 'urls', name, 'text')
        : redactTree(value, hide),
    ]),
  );
}

/** Files go whole; fields by their names. */
function redactMultipart(text: string, hide: Hide): string {
  const delimiter = /^\s*(--[^\r\n]+)/.exec(text)?.[1];
  if (delimiter === undefined) return hide(text, 'urls', 'Body', 'text');
  return text
    .split(delimiter)
    .map((part) => {
      const [, head, body, tail] = /^(.*?\r?\n\r?\n)(.*?)(\r?\n)?$/s.exec(part) ?? [];
      if (head === undefined || body === undefined) return part;
      const name = /\bname="([^"]*)"/i.exec(head)?.[1] ?? '';
      const file = /\bfilename\*?=/i.test(head);
      const shown = file || isSecretName(name) ? hide(body, 'urls', name, 'text') : redactLoose(body, 'Body', hide);
      return redactText(head, 'Body', hide) + shown + (tail ?? '');
    })
    .join(delimiter);
}
