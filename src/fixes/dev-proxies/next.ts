import { jsString } from '../strings/js';
import { type DevProxy, passedOnOrigin, proxiedApi } from './dev-proxy';

export const nextRewrites: DevProxy = {
  id: 'next-rewrites',
  label: 'Next.js (rewrites)',
  language: 'js',
  docs: 'https://nextjs.org/docs/app/api-reference/config/next-config-js/rewrites',
  where: 'Inside the configuration object of `next.config.js`. It holds for the deployed application, too.',
  pitfall: passedOnOrigin,
  proof: 'proven',
  render(url) {
    const api = proxiedApi(url);
    if (api === null) return null;
    return `async rewrites() {
  return [{ source: ${jsString(`${api.prefix}/:path*`)}, destination: ${jsString(`${api.origin}${api.prefix}/:path*`)} }];
},
`;
  },
};
