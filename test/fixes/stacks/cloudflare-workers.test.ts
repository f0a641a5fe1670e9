import { resolve } from 'node:path';
import { cloudflareWorkers } from '../../../src/fixes/frameworks/cloudflare-workers';
import { prove } from '../prove';
import { output, packages } from '../stack';

const workerd = resolve('node_modules/workerd/bin/workerd');

// The runtime of Cloudflare's own servers, on this machine. What stands before it there (Access, WAF rules) is missing.
prove({
  framework: cloudflareWorkers,
  missing: () => packages('workerd'),
  version: () => output(workerd, '--version'),
  files: ({ port, upstream, fix, fixed }) => ({
    'worker.js': `${fix(0)}
const worker = {
  fetch(request) {
    const url = new URL(request.url);
    if (url.pathname === '/v1/broken') throw new Error('broken');
    url.host = '127.0.0.1:${upstream}';
    return fetch(new Request(url, request));
  },
};

${fixed ? fix(1) : 'export default worker;\n'}`,
    'package.json': '{ "type": "module" }',
    'config.capnp': `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "worker", worker = .worker),
    (name = "api", network = (allow = ["local", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "worker")],
);

const worker :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-01-01",
  globalOutbound = "api",
);
`,
  }),
  parse: () => [['node', '--check', 'worker.js']],
  command: () => [workerd, 'serve', 'config.capnp'],
  regression: (file) => ['sh', file],
});
