/** One word of a POSIX shell. */
export const shellWord = (text: string): string => `'${text.replace(/'/g, `'\\''`)}'`;
