import { resolve } from 'node:path';
import { nodeVersion } from './node-version';
import { packages } from './stack';

/** A Next.js application whose every method asks for a login. */
export const nextRoute = `async function answer(request) {
  const path = new URL(request.url).pathname;
  if (!['GET', 'HEAD'].includes(request.method) && !request.headers.has('authorization')) {
    return new Response(null, { status: 401 });
  }
  if (path === '/v1/broken') throw new Error('broken');
  if (!path.startsWith('/v1/orders')) return new Response(null, { status: 404 });
  return Response.json({}, { headers: { 'X-Total-Count': '42' } });
}

export { answer as GET, answer as POST, answer as PUT, answer as PATCH, answer as DELETE };
`;

export const nextMissing = () => packages('next', 'react', 'react-dom');

export const nextVersion = () => nodeVersion('next');

export const nextEnv = { NEXT_TELEMETRY_DISABLED: '1' };

export const nextCommand = ({ port }: { readonly port: number }) =>
  ['node', resolve('node_modules/next/dist/bin/next'), 'dev', '-H', '127.0.0.1', '-p', String(port)] as const;
