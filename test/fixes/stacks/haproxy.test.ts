import { haproxy } from '../../../src/fixes/frameworks/haproxy';
import { prove } from '../prove';
import { output, programs } from '../stack';

prove({
  framework: haproxy,
  missing: () => programs('haproxy'),
  version: () => output('haproxy', '-v').replace(/^HAProxy version (\S+?)-[\s\S]*$/, 'HAProxy $1'),
  files: ({ port, upstream, dead, fix }) => ({
    'haproxy.cfg': `defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s
frontend site
    bind 127.0.0.1:${port}
${fix()}
    use_backend broken if { path /v1/broken }
    default_backend api
backend api
    server one 127.0.0.1:${upstream}
backend broken
    server two 127.0.0.1:${dead}
`,
  }),
  parse: () => [['haproxy', '-c', '-f', 'haproxy.cfg']],
  command: () => ['haproxy', '-db', '-f', 'haproxy.cfg'],
  regression: (file) => ['sh', file],
});
