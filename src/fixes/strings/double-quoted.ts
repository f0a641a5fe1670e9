/**
 * A string literal of Java, C# and Go: JSON's escapes are theirs too, and none of them interpolates. Letters beyond ASCII are
 * escaped, for javac reads a file in the machine's own encoding.
 */
export const doubleQuoted = (text: string): string =>
  JSON.stringify(text).replace(/[\u007f-\ud7ff\ue000-\uffff]/g, escaped);

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
