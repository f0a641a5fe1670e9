import { nginx } from '../../../src/fixes/frameworks/nginx';
import { prove } from '../prove';
import { output, programs } from '../stack';

prove({
  framework: nginx,
  missing: () => programs('nginx'),
  version: () => output('sh', '-c', 'nginx -v 2>&1').replace(/^.*nginx\//, 'nginx '),
  files: ({ dir, port, upstream, dead, fix }) => ({
    'nginx.conf': `daemon off;
pid ${dir}/nginx.pid;
error_log stderr;
events {}
http {
    access_log off;
    client_body_temp_path ${dir};
    proxy_temp_path ${dir};
    fastcgi_temp_path ${dir};
    uwsgi_temp_path ${dir};
    scgi_temp_path ${dir};
${fix(0)}
    server {
        listen 127.0.0.1:${port};
        location / {
            proxy_pass http://127.0.0.1:${upstream};
        }
        location ~ ^/v1/(orders|broken|missing)(/|$) {
${fix(1)}
            if ($uri = /v1/broken) {
                proxy_pass http://127.0.0.1:${dead};
            }
            proxy_pass http://127.0.0.1:${upstream};
        }
    }
}
`,
  }),
  parse: ({ dir }) => [['nginx', '-t', '-q', '-c', `${dir}/nginx.conf`]],
  command: ({ dir }) => ['nginx', '-c', `${dir}/nginx.conf`],
  placed: 'the location',
  regression: (file) => ['sh', file],
});
