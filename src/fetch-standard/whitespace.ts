/**
 * https://fetch.spec.whatwg.org/#http-whitespace: tab, line feed, carriage return, space – and nothing else, which is
 * why `String.trim` will not do. Index loops, because `[ ]+$` takes quadratic time on a hostile value.
 */
export function stripHttpWhitespace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isHttpWhitespace(text.charCodeAt(start))) start++;
  while (end > start && isHttpWhitespace(text.charCodeAt(end - 1))) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

function isHttpWhitespace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}
