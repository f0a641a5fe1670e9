import { jsString } from '../strings/js';
import { type DevProxy, passedOnOrigin, proxiedApi } from './dev-proxy';

export const webpackProxy: DevProxy = {
  id: 'webpack-proxy',
  label: 'webpack (webpack-dev-server)',
  language: 'js',
  docs: 'https://webpack.js.org/configuration/dev-server/#devserverproxy',
  where: 'Inside the configuration object of `webpack.config.js`. Then restart it.',
  pitfall: passedOnOrigin,
  proof: 'proven',
  render(url) {
    const api = proxiedApi(url);
    if (api === null) return null;
    return `devServer: {
  proxy: [{ context: [${jsString(api.prefix)}], target: ${jsString(api.origin)}, changeOrigin: true }],
},
`;
  },
};
