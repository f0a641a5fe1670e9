/** An argument of an Apache directive in quotes. `${NAME}` is replaced wherever it stands, so the two characters may not meet. */
export const apacheString = (text: string): string | null =>
  /[\0\r\n]|\$\{/.test(text) ? null : `"${text.replace(/[\\"]/g, '\\$&')}"`;

/** The value of a `Header` directive: a format in which `%` begins a variable. */
export const apacheHeaderValue = (text: string): string | null => apacheString(text.replaceAll('%', '%%'));

/** The pattern of a `RewriteRule`, which mod_rewrite reads by itself: backslashes stay as they are, and none of them saves a quote. */
export const apachePattern = (source: string): string | null =>
  /[\0\r\n]|\$\{/.test(source) ? null : `"${source.replaceAll('"', '\\x22')}"`;
