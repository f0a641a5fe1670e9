/** Servers and preflights never see the fragment; Chromium shows it to extensions all the same. */
export function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash === -1 ? url : url.slice(0, hash);
}
