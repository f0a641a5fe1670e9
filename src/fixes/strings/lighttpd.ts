/** A string of lighttpd's configuration: in double quotes only `\"` is an escape, so a backslash before a quote cannot be written. */
export const lighttpdString = (text: string): string | null =>
  /[\0\r\n]|\\/.test(text) ? null : `"${text.replaceAll('"', '\\"')}"`;
