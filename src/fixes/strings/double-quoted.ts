/** A string literal of Java, C# and Go: JSON's escapes are theirs too, and none of them interpolates. */
export const doubleQuoted = (text: string): string => JSON.stringify(text).replace(/[\u2028\u2029]/g, ' ');
