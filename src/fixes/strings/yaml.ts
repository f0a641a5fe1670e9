/** A YAML scalar in double quotes: JSON's strings are YAML's too, and nothing in them is a number, a date or a comment. */
export const yamlString = (text: string): string => JSON.stringify(text).replace(/[\u007f-\uffff]/g, escaped);

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A sequence in block style, its dashes `depth` spaces deep. */
export const yamlList = (items: readonly string[], depth: number): string =>
  items.map((item) => `${' '.repeat(depth)}- ${yamlString(item)}\n`).join('');
