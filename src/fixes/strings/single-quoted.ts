/** A string literal of PHP and Ruby in single quotes, where only `\` and `'` mean anything: `$`, `#{` and `%` stay text. */
export const singleQuoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
