/**
 * A text as a value in curl's configuration (https://curl.se/docs/manpage.html#-K): in double quotes `\\`, `\"`, `\t`, `\n`,
 * `\r` and `\v` are escapes. There is none for the other control characters, and a terminal would act on them.
 */
export const configValue = (text: string): string =>
  `"${text.replace(UNWRITABLE, ' ').replace(/[\\"\t\n\r\v]/g, (character) => `\\${escapes[character] ?? character}`)}"`;

export const isWritable = (text: string): boolean => text.search(UNWRITABLE) < 0;

const UNWRITABLE = /[^\P{Cc}\t\n\r\v]+/gu;

const escapes: Record<string, string> = { '\t': 't', '\n': 'n', '\r': 'r', '\v': 'v' };
