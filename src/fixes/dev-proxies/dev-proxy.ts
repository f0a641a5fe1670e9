/** A dev server that passes requests on to the API, so that the page calls its own origin. */
export interface DevProxy {
  readonly id: string;
  readonly label: string;
  readonly language: 'js';
  readonly docs: string;
  readonly where: string;
  readonly pitfall: string;
  /** Was the rendered code run on a real dev server, with a real browser? */
  readonly proof: 'proven' | 'documented';
  /** The code for the API behind this URL; null: its address leaves nothing to tell the API's paths from the page's by. */
  render(url: string): string | null;
}

export interface ProxiedApi {
  readonly origin: string;
  /** The first folder of the path, which stands for the API: `/v1`. */
  readonly prefix: string;
}

/** What of a URL a dev proxy needs. Characters that any of them reads as a pattern do not get in. */
export function proxiedApi(url: string): ProxiedApi | null {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return null;
  const { origin, pathname } = new URL(url);
  const folder = pathname.split('/')[1] ?? '';
  return /^[\w.~-]+$/.test(folder) ? { origin, prefix: `/${folder}` } : null;
}

export const passedOnOrigin =
  'The page’s `Origin` is passed on: servers that refuse origins they do not list (Spring, Tomcat, Gin) answer 403 until the proxy removes it. Cookies with `Domain` or `Secure` do not stay on `http://localhost`.';
