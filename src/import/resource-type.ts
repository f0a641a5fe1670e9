import { type EntryView, requestHeader } from './entry-view';

/** Chrome's words (`_resourceType`) and `Sec-Fetch-Dest` in webRequest's. */
const words: Readonly<Record<string, string>> = {
  fetch: 'xmlhttprequest',
  xhr: 'xmlhttprequest',
  empty: 'xmlhttprequest',
  eventsource: 'xmlhttprequest',
  document: 'main_frame',
  iframe: 'sub_frame',
  frame: 'sub_frame',
  script: 'script',
  stylesheet: 'stylesheet',
  style: 'stylesheet',
  xslt: 'stylesheet',
  image: 'image',
  font: 'font',
  audio: 'media',
  video: 'media',
  media: 'media',
  track: 'media',
  texttrack: 'media',
  manifest: 'web_manifest',
  websocket: 'websocket',
  ping: 'ping',
  beacon: 'ping',
  object: 'object',
  embed: 'object',
  report: 'csp_report',
  cspviolationreport: 'csp_report',
  'csp-violation-report': 'csp_report',
  webtransport: 'webtransport',
};

/** webRequest's resource type; `other` where the file does not tell. */
export function webRequestType(view: EntryView): string {
  const named = words[view.resourceType];
  if (named !== undefined) return named;
  if (isWebSocket(view)) return 'websocket';
  const destination = requestHeader(view, 'sec-fetch-dest');
  const known = destination === null ? undefined : words[destination.toLowerCase()];
  if (known !== undefined) return known;
  // Scripts ask with preflights and send `Origin`; what else does (form posts) is a navigation and says so.
  if (view.isPreflight || requestHeader(view, 'origin') !== null) {
    return requestHeader(view, 'sec-fetch-mode') === 'navigate' ? 'main_frame' : 'xmlhttprequest';
  }
  return 'other';
}

/** Proxies name no types. A handshake sends `Origin` as CORS does, and needs no permission by header. */
function isWebSocket(view: EntryView): boolean {
  return (
    view.status === 101 ||
    /^wss?:/i.test(view.url) ||
    requestHeader(view, 'sec-websocket-key') !== null ||
    requestHeader(view, ':protocol') === 'websocket' ||
    /^websocket$/i.test(requestHeader(view, 'upgrade') ?? '')
  );
}
