import { lighttpd } from '../../../src/fixes/frameworks/lighttpd';
import { prove } from '../prove';
import { output, programs } from '../stack';

prove({
  framework: lighttpd,
  missing: () => programs('lighttpd'),
  version: () => output('lighttpd', '-v').replace(/^lighttpd\/(\S+)[\s\S]*$/, 'lighttpd $1'),
  files: ({ dir, port, upstream, dead, fix }) => ({
    'lighttpd.conf': `server.modules = ( "mod_auth", "mod_proxy" )
server.bind = "127.0.0.1"
server.port = ${port}
server.document-root = "${dir}"
$HTTP["url"] == "/v1/broken" {
  proxy.server = ( "" => (( "host" => "127.0.0.1", "port" => ${dead} )) )
}
else $HTTP["url"] != "" {
  proxy.server = ( "" => (( "host" => "127.0.0.1", "port" => ${upstream} )) )
}
${fix()}`,
  }),
  parse: ({ dir }) => [['lighttpd', '-tt', '-f', `${dir}/lighttpd.conf`]],
  command: ({ dir }) => ['lighttpd', '-D', '-f', `${dir}/lighttpd.conf`],
  regression: (file) => ['sh', file],
});
