/**
 * Resource types whose requests never meet a CORS check: navigations (mode `navigate`), WebSocket and WebTransport
 * (the server checks `Origin` itself), reports the browser sends on its own.
 */
const NEVER_MEET_CORS: ReadonlySet<string> = new Set([
  'main_frame',
  'sub_frame',
  'websocket',
  'webtransport',
  'webbundle',
  'csp_report',
  'object',
  'speculative',
]);

export const neverMeetsCors = (resourceType: string): boolean => NEVER_MEET_CORS.has(resourceType);

/** webRequest's words for DevTools' where they differ. */
const DEVTOOLS_WORDS: Readonly<Record<string, string>> = {
  fetch: 'xmlhttprequest',
  xhr: 'xmlhttprequest',
  eventsource: 'xmlhttprequest',
  document: 'main_frame',
};

/** @param word DevTools' resource type; null: it gave none. */
export const ofDevtools = (word: string | null): string => DEVTOOLS_WORDS[word ?? ''] ?? word ?? 'other';
