import { apache } from '../../../src/fixes/frameworks/apache';
import { prove } from '../prove';
import { output, programs } from '../stack';

prove({
  framework: apache,
  missing: () => programs('apache2'),
  version: () => output('apache2', '-v').replace(/^.*Apache\/(\S+)[\s\S]*$/, 'Apache $1'),
  files: ({ dir, port, upstream, dead, fix }) => ({
    'httpd.conf': `ServerName localhost
User www-data
Group www-data
Listen 127.0.0.1:${port}
PidFile ${dir}/httpd.pid
DefaultRuntimeDir ${dir}
ErrorLog ${dir}/error.log
${['mpm_event', 'authz_core', 'headers', 'rewrite', 'proxy', 'proxy_http', 'setenvif']
  .map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`)
  .join('\n')}
<VirtualHost *>
${fix()}
    ProxyPass /v1/broken http://127.0.0.1:${dead}/v1/broken
    ProxyPass / http://127.0.0.1:${upstream}/
</VirtualHost>
`,
  }),
  parse: ({ dir }) => [['apache2', '-t', '-f', `${dir}/httpd.conf`]],
  command: ({ dir }) => ['apache2', '-D', 'FOREGROUND', '-f', `${dir}/httpd.conf`],
  regression: (file) => ['sh', file],
});
