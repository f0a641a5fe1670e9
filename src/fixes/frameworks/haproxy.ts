import { allowedMethods } from '../allowed-methods';
import { defineFramework } from '../define-framework';
import { withoutSlash } from '../paths';
import { haproxyFormat, haproxyString } from '../strings/haproxy';

export const haproxy = defineFramework({
  id: 'haproxy',
  label: 'HAProxy',
  language: 'haproxy',
  docs: 'https://docs.haproxy.org/2.6/configuration.html#http-after-response',
  where:
    'In the `frontend`, above every other `http-request` rule. HAProxy 2.2 or later. Then `haproxy -c -f …` and reload.',
  pitfall:
    '`http-response` rules leave out what HAProxy answers itself (503, denied, this preflight); `http-after-response` does not. An `http-request auth` or `redirect` above these lines answers the preflight first.',
  layer: 'in front',
  perPath: true,

  write(policy) {
    const format = (items: readonly string[]) => haproxyFormat(items.join(', ')) ?? '""';
    const path = policy.path === null ? '' : withoutSlash(policy.path);
    const within =
      path === ''
        ? ''
        : `http-request set-var(txn.cors_path) bool(true) if { path ${haproxyString(path)} } || { path_beg ${haproxyString(`${path}/`)} }
`;
    const inPath = path === '' ? '' : ' { var(txn.cors_path) -m bool }';
    const origins =
      policy.origins === '*'
        ? `http-request set-var(txn.cors_origin) str(*)${inPath === '' ? '' : ` if${inPath}`}`
        : `http-request set-var(txn.cors_origin) req.fhdr(Origin) if { req.fhdr(Origin) -m str ${policy.origins.map(haproxyString).join(' ')} }${inPath}`;
    const set = (name: string, value: string, when: string) =>
      `http-after-response set-header ${name} ${value} if { var(txn.${when}) -m found }`;
    const remove = (name: string) => `http-after-response del-header ${name}${inPath === '' ? '' : ` if${inPath}`}`;
    const lines = [
      `http-request set-var(txn.cors_preflight) bool(true) if METH_OPTIONS { req.fhdr(Access-Control-Request-Method) -m found } { var(txn.cors_origin) -m found }`,
      'http-request return status 204 if { var(txn.cors_preflight) -m bool }',
      '# What an application behind says beside it would make two values, and two are refused.',
      ...['Allow-Origin', 'Allow-Credentials', 'Allow-Methods', 'Allow-Headers', 'Expose-Headers'].map((name) =>
        remove(`Access-Control-${name}`),
      ),
      set('Access-Control-Allow-Origin', '%[var(txn.cors_origin)]', 'cors_origin'),
      ...(policy.origins === '*'
        ? []
        : [`http-after-response add-header Vary Origin${inPath === '' ? '' : ` if${inPath}`}`]),
      ...(policy.credentials ? [set('Access-Control-Allow-Credentials', 'true', 'cors_origin')] : []),
      ...(policy.exposedHeaders.length > 0
        ? [set('Access-Control-Expose-Headers', format(policy.exposedHeaders), 'cors_origin')]
        : []),
      set('Access-Control-Allow-Methods', format(allowedMethods(policy)), 'cors_preflight'),
      ...(policy.requestHeaders.length > 0
        ? [set('Access-Control-Allow-Headers', format(policy.requestHeaders), 'cors_preflight')]
        : []),
      ...(policy.maxAge === null ? [] : [set('Access-Control-Max-Age', String(policy.maxAge), 'cors_preflight')]),
    ];
    return { parts: [{ where: 'in the frontend', code: `${within}${origins}\n${lines.join('\n')}\n` }] };
  },
});
