import { arrayOf, type JsonObject, objectOf, textOf } from './loose-json';

/**
 * Charles 4.2 writes of HTTP/2 requests the path alone; the rest stands in the pseudo-headers.
 * @returns the URL as it is where the file has no more of it
 */
export function absoluteUrl(url: string, request: JsonObject): string {
  if (!url.startsWith('/')) return url;
  const authority = pseudoHeader(request, ':authority');
  const scheme = pseudoHeader(request, ':scheme');
  if (!authority || !scheme) return url;
  const whole = `${scheme}://${authority}${url}`;
  return URL.canParse(whole) ? whole : url;
}

function pseudoHeader(request: JsonObject, name: string): string | null {
  for (const item of arrayOf(request['headers'])) {
    const header = objectOf(item);
    if (header?.['name'] === name) return textOf(header['value']);
  }
  return null;
}
