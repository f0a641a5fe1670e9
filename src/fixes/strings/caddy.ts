/**
 * A Caddyfile token in quotes; null where it cannot be written: `{…}` is a placeholder.
 * https://caddyserver.com/docs/caddyfile/concepts#tokens-and-quotes
 */
export const caddyString = (text: string): string | null =>
  /[{}\0\r\n]/.test(text) ? null : `"${text.replace(/[\\"]/g, '\\$&')}"`;
