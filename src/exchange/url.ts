/** Servers and preflights never see the fragment; Chromium shows it to extensions all the same. */
export function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash === -1 ? url : url.slice(0, hash);
}

/** Without what only one of two witnesses shows: the fragment, user name and password. */
export const bareUrl = (url: string): string => withoutFragment(url).replace(/^(\w+:\/\/)[^/?]*@/, '$1');

/** The same address, be it that `upgrade-insecure-requests` made https of http on the way. */
export const sameUrl = (a: string, b: string): boolean => secured(bareUrl(a)) === secured(bareUrl(b));
const secured = (url: string): string => url.replace(/^http:/, 'https:');
