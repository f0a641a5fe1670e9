/** A word of HAProxy's configuration in double quotes, where `$` begins a variable of the environment. */
export const haproxyString = (text: string): string | null =>
  /[\0\r\n]/.test(text) ? null : `"${text.replace(/[\\"$]/g, '\\$&')}"`;

/** The same where HAProxy takes a log format, in which `%` begins a variable. */
export const haproxyFormat = (text: string): string | null => haproxyString(text.replaceAll('%', '%%'));
