import { arrayOf, type JsonObject, objectOf, textOf } from './loose-json';

/**
 * The URL of a HAR request as it was recorded; null: the file has none. Files that we wrote again have it beside `url` where that had to be
 * made valid. Charles 4.2 writes of HTTP/2 requests the path alone; the rest stands in the pseudo-headers.
 */
export function recordedUrl(request: JsonObject): string | null {
  const url = textOf(request['_urlAsRecorded']) ?? textOf(request['url']);
  if (url === null || url === '') return null;
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
