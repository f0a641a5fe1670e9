/** A Python string literal. */
export const pythonString = (text: string): string =>
  `'${text.replace(/[\\']|[^\x20-\x7e]/gu, (character) => (/[\\']/.test(character) ? `\\${character}` : escaped(character)))}'`;

const escaped = (character: string): string => `\\U${character.codePointAt(0)?.toString(16).padStart(8, '0')}`;
