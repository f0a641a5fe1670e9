/**
 * https://w3c.github.io/webappsec-secure-contexts/#is-url-trustworthy, for http(s): these may be loaded by a secure page.
 * Chromium and Firefox take `localhost` for loopback whatever DNS says, as the standard permits.
 */
export function isPotentiallyTrustworthy({ protocol, hostname }: Pick<URL, 'protocol' | 'hostname'>): boolean {
  if (protocol === 'https:') return true;
  if (protocol !== 'http:') return false;
  return (
    hostname === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname) ||
    hostname === 'localhost' ||
    hostname.endsWith('.localhost')
  );
}
