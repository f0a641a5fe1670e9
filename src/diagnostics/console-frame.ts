import type { Broken, Subject } from './rule';

/** Chromium's whole console sentence for this request. services/network/public/cpp/cors/cors_error_string.cc */
export function chromiumSentence({ resource, url, urlList, pageOrigin }: Subject, reason: string): string {
  const [first = url] = urlList;
  const redirected = urlList.length > 1 ? ` (redirected from '${first}')` : '';
  return `Access to ${resource} at '${url}'${redirected} from origin '${pageOrigin}' has been blocked by CORS policy: ${reason}`;
}

/** Firefox's whole console sentence. toolkit's security.properties; one key puts the URL in quotes. */
export function firefoxSentence(url: string, key: string | null, reason: string | null): string | null {
  if (reason === null) return null;
  const resource = key === 'CORSNotSupportingCredentials' ? `‘${url}’` : url;
  return `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${resource}. ${reason}`;
}

/** What the three consoles say when this is what each of them stops at. */
export interface ConsoleWords {
  readonly chromium: string | null;
  readonly firefox: string | null;
  readonly webkit: string | null;
}

export function consoleWords(chromium: Broken, firefox: Broken, webkit: Broken): ConsoleWords {
  const { chromium: reason, frameless } = chromium.reasons();
  return {
    chromium: reason === null || frameless ? reason : chromiumSentence(chromium.subject, reason),
    firefox: firefoxSentence(firefox.subject.url, firefox.firefox, firefox.reasons().firefox),
    webkit: webkit.reasons().webkit,
  };
}
