import { jsString } from '../strings/js';
import { type DevProxy, passedOnOrigin, proxiedApi } from './dev-proxy';

export const viteProxy: DevProxy = {
  id: 'vite-proxy',
  label: 'Vite',
  language: 'js',
  docs: 'https://vite.dev/config/server-options#server-proxy',
  where: 'Inside the configuration object of `vite.config.js`. Then restart it.',
  pitfall: passedOnOrigin,
  proof: 'proven',
  render(url) {
    const api = proxiedApi(url);
    if (api === null) return null;
    return `server: {
  proxy: {
    ${jsString(api.prefix)}: { target: ${jsString(api.origin)}, changeOrigin: true },
  },
},
`;
  },
};
