import { caddy } from '../../../src/fixes/frameworks/caddy';
import { prove } from '../prove';
import { output, programs } from '../stack';

prove({
  framework: caddy,
  missing: () => programs('caddy'),
  version: () => `Caddy ${output('caddy', 'version').split(' ')[0]}`,
  files: ({ port, upstream, dead, fix }) => ({
    Caddyfile: `{
	admin off
	auto_https off
}
http://127.0.0.1:${port} {
	bind 127.0.0.1
${fix(0)}
	reverse_proxy /v1/broken 127.0.0.1:${dead}
	reverse_proxy 127.0.0.1:${upstream} {
		${fix(1)}
	}
}
`,
  }),
  env: { HOME: '/tmp', XDG_DATA_HOME: '/tmp', XDG_CONFIG_HOME: '/tmp' },
  parse: () => [['caddy', 'validate', '--config', 'Caddyfile', '--adapter', 'caddyfile']],
  command: () => ['caddy', 'run', '--config', 'Caddyfile', '--adapter', 'caddyfile'],
  regression: (file) => ['sh', file],
});
