import { get, type HeaderList } from '../fetch-standard/header-list';
import { wire } from './wire';

/** Who had a hand in an answer, by the headers that name them: `nginx` (Server), `Express` (X-Powered-By). */
export function layersOf(headerList: HeaderList): readonly string[] {
  const layers: string[] = [];
  for (const name of naming) {
    const value = get(headerList, name);
    if (value !== null && value !== '') layers.push(`${wire(value)} (\`${name}\`)`);
  }
  for (const [name, who] of betraying) if (get(headerList, name) !== null) layers.push(`${who} (\`${name}\`)`);
  return layers;
}

const naming = ['Server', 'X-Powered-By', 'Via', 'X-Served-By'] as const;

const betraying = [
  ['CF-Ray', 'Cloudflare'],
  ['X-Amz-Cf-Id', 'CloudFront'],
  ['X-Amz-Apigw-Id', 'API Gateway'],
  ['X-Azure-Ref', 'Azure Front Door'],
  ['X-Varnish', 'Varnish'],
  ['X-Kong-Response-Latency', 'Kong'],
  ['X-Envoy-Upstream-Service-Time', 'Envoy'],
  ['X-Vercel-Id', 'Vercel'],
  ['X-Nf-Request-Id', 'Netlify'],
] as const;

/** The sign that an answer came out of a cache, as it stood there; null: none. */
export function cacheSign(headerList: HeaderList, fromCache: boolean | null): string | null {
  if (fromCache === true) return "the browser's own cache";
  const age = get(headerList, 'Age');
  if (age !== null && /^[1-9]\d*$/.test(age)) return `\`Age: ${age.slice(0, 12)}\``;
  for (const name of ['X-Cache', 'CF-Cache-Status', 'X-Cache-Status', 'X-Vercel-Cache', 'X-Proxy-Cache'] as const) {
    const value = get(headerList, name);
    if (value !== null && /\bhit\b/i.test(value.slice(0, 200))) return wire(`${name}: ${value}`);
  }
  return null;
}
