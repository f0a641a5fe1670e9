/** A JavaScript string literal. `<` and U+2028 too, so that it may stand in a script element or an old parser. */
export const jsString = (text: string): string =>
  `'${text.replace(/[\\'<\u2028\u2029]|[^\x20-\x7e]/g, (character) => (/[\\']/.test(character) ? `\\${character}` : escaped(character)))}'`;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
