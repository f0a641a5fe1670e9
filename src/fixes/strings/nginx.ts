/**
 * A quoted nginx parameter; null where it cannot be written: `$` begins a variable and nginx has no way to write it as text.
 * https://nginx.org/en/docs/beginners_guide.html#conf_structure
 */
export const nginxString = (text: string): string | null =>
  /[$\0\r\n]/.test(text) ? null : `"${text.replace(/[\\"]/g, '\\$&')}"`;
