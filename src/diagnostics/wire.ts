/** Longer values are cut in texts: the panel shows the whole value elsewhere. */
const longest = 160;

/**
 * A value from the wire as it stands in a title or an explanation: between backticks, which the panel turns into code.
 * Values come from strangers, so control bytes become visible, a backtick cannot close the code early, and a megabyte
 * does not end up in a sentence.
 */
export function wire(value: string): string {
  const cut = value.length > longest ? `${value.slice(0, longest)}…` : value;
  return `\`${printable(cut).replaceAll('`', 'ˋ')}\``;
}

/** A whole header line as code. */
export const wireHeader = (name: string, value: string): string => wire(`${name}: ${value}`);

/** `a`, `b` and `c`. At most `most` of them by name. */
export function wireList(values: readonly string[], most = 6): string {
  const shown = values.slice(0, most).map(wire);
  const more = values.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  const last = shown.pop();
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} and ${last}`;
}

/** For `short`: at most 28 characters, the value cut rather than the words. */
export function brief(value: string, words: string): string {
  const room = 28 - words.length - 1;
  const text = printable(value.slice(0, 40));
  return `${text.length > room ? `${text.slice(0, Math.max(1, room - 1))}…` : text} ${words}`;
}

/** Control bytes as their pictures (U+2400…), so that they are seen and do nothing. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to show.
  return text.replace(/[\x00-\x1F\x7F]/g, (c) => String.fromCharCode(c === '\x7F' ? 0x2421 : 0x2400 + c.charCodeAt(0)));
}

/** `host:port` of a URL for texts; the whole text when it is no URL. */
export function hostOf(url: string): string {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#]+)/i.exec(url.slice(0, 400))?.[1];
  return host ?? url.slice(0, longest);
}
