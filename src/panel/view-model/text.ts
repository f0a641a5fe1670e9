/** A text of ours with the wire's words in it: backticks mark what was on the wire. */
export interface Piece {
  readonly kind: 'words' | 'wire';
  readonly text: string;
}

/** `` a `b` c `` → words, wire, words. A lone backtick stays what it is. */
export function pieces(markup: string): Piece[] {
  const parts = markup.split('`');
  if (parts.length % 2 === 0) {
    const rest = parts.pop() ?? '';
    parts.push(`${parts.pop() ?? ''}\`${rest}`);
  }
  const out: Piece[] = parts.map((text, index) => ({ kind: index % 2 === 0 ? 'words' : 'wire', text }));
  return out.filter((piece) => piece.text !== '');
}

/** The text without its marks, for names and tooltips. */
export const plain = (markup: string): string => markup.replaceAll('`', '');

/** Cuts for places that cannot hold a megabyte: names, tooltips, rows. */
export const clip = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text;

/** A value as shown: the beginning, and how many characters were left out. */
export function cut(text: string, length = 400): { readonly start: string; readonly more: number } {
  // A few characters more are shown rather than announced.
  return text.length <= length + 40
    ? { start: text, more: 0 }
    : { start: text.slice(0, length), more: text.length - length };
}

/**
 * Characters that cannot be seen or that turn the text around, as escapes: `https://app.example\u200b`.
 * A zero-width space in an allowed origin is a reason for being blocked, so it has to show.
 */
export function visible(text: string): { readonly text: string; readonly escaped: boolean }[] {
  const out: { text: string; escaped: boolean }[] = [];
  let from = 0;
  for (const match of text.matchAll(INVISIBLE)) {
    if (match.index > from) out.push({ text: text.slice(from, match.index), escaped: false });
    out.push({ text: escaped(match[0]), escaped: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) out.push({ text: text.slice(from), escaped: false });
  return out;
}

// Control and format characters: zero-width, text direction, soft hyphen, byte order mark; and the line separators.
const INVISIBLE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

const NAMED: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '\\0' };

function escaped(character: string): string {
  return NAMED[character] ?? `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}

/** 9000 → `9,000`. By hand: asked for the first time, a browser's own way takes longer than a picture. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');

export const many = (count: number, one: string, several = `${one}s`): string =>
  `${count} ${count === 1 ? one : several}`;

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
