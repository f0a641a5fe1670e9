import { allowedMethods } from '../allowed-methods';
import { defineFramework } from '../define-framework';
import { jsStrings } from '../js-options';
import { jsPattern } from '../paths';
import { jsString } from '../strings/js';

export const node = defineFramework({
  id: 'node',
  label: 'Node without a framework',
  language: 'js',
  docs: 'https://nodejs.org/api/http.html#responsesetheadername-value',
  where: 'The function beside `createServer(…)`, the call as the first line of its handler.',
  pitfall:
    'The handler has to return after the call says `true`, or the preflight is answered twice. Headers set before an exception stay only if the same response object sends the 500.',
  layer: 'application',
  perPath: true,

  write(policy) {
    const set = (name: string, value: string) => `  response.setHeader('${name}', ${value});\n`;
    const allowOrigin =
      policy.origins === '*'
        ? set('Access-Control-Allow-Origin', "'*'")
        : `  response.appendHeader('Vary', 'Origin');
  if (!${jsStrings(policy.origins)}.includes(request.headers.origin)) return false;
${set('Access-Control-Allow-Origin', 'request.headers.origin')}`;
    const path =
      policy.path === null ? '' : `  if (!${jsPattern(policy.path)}.test(request.url.split('?')[0])) return false;\n`;
    const list = (items: readonly string[]) => jsString(items.join(', '));
    const code = `/** True: it was a preflight, and it is answered. */
function answerCors(request, response) {
${path}${allowOrigin}${policy.credentials ? set('Access-Control-Allow-Credentials', "'true'") : ''}${
  policy.exposedHeaders.length > 0 ? set('Access-Control-Expose-Headers', list(policy.exposedHeaders)) : ''
}  if (request.method !== 'OPTIONS' || !request.headers['access-control-request-method']) return false;
${set('Access-Control-Allow-Methods', list(allowedMethods(policy)))}${
  policy.requestHeaders.length > 0 ? set('Access-Control-Allow-Headers', list(policy.requestHeaders)) : ''
}${policy.maxAge === null ? '' : set('Access-Control-Max-Age', `'${policy.maxAge}'`)}  response.writeHead(204).end();
  return true;
}
`;
    return {
      parts: [
        { where: 'beside createServer(…)', code },
        { where: 'first line of its handler', code: 'if (answerCors(request, response)) return;\n' },
      ],
    };
  },
});
