import { fileURLToPath } from 'node:url';
import { createServer, type ViteDevServer } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The panel's page on loopback, without the extension around it. @returns the server and the page's address. */
export async function servePanelPage(port = 0): Promise<{ readonly server: ViteDevServer; readonly url: string }> {
  const server = await createServer({
    configFile: false,
    root,
    logLevel: 'error',
    cacheDir: 'node_modules/.vite-panel-page',
    server: { host: '127.0.0.1', port, hmr: false, ws: false, watch: null },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    optimizeDeps: { entries: ['test/panel-page/main.tsx'] },
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (address === null || typeof address !== 'object') throw new Error('the panel page has no port');
  return { server, url: `http://127.0.0.1:${address.port}/test/panel-page/index.html` };
}
