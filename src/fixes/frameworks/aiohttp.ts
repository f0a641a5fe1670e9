import { allowedMethods } from '../allowed-methods';
import { codeList, fourSpaces } from '../code-list';
import { defineFramework } from '../define-framework';
import { decodedPath, pathPattern } from '../paths';
import { pythonString } from '../strings/python';

export const aiohttp = defineFramework({
  id: 'aiohttp',
  label: 'aiohttp',
  language: 'python',
  docs: 'https://docs.aiohttp.org/en/stable/web_advanced.html#middlewares',
  where: 'Below `app = web.Application(…)`; it puts itself in front of every other middleware.',
  pitfall:
    'The package `aiohttp-cors` answers OPTIONS in a route of its own, so a login middleware answers before it; this middleware comes first. aiohttp answers an uncaught exception outside of all middlewares, which is why it is caught here.',
  layer: 'application',
  perPath: true,

  write(policy) {
    const text = (items: readonly string[]) => pythonString(items.join(', '));
    const allowed =
      policy.origins === '*' ? '' : `ALLOWED_ORIGINS = ${codeList(policy.origins.map(pythonString), fourSpaces)}\n`;
    const path =
      policy.path === null
        ? ''
        : `    if not re.match(${pythonString(pathPattern(decodedPath(policy.path)))}, request.path):
        return await handler(request)
`;
    const both = [
      policy.origins === '*'
        ? "response.headers['Access-Control-Allow-Origin'] = '*'"
        : "response.headers['Access-Control-Allow-Origin'] = origin",
      ...(policy.credentials ? ["response.headers['Access-Control-Allow-Credentials'] = 'true'"] : []),
      ...(policy.exposedHeaders.length > 0
        ? [`response.headers['Access-Control-Expose-Headers'] = ${text(policy.exposedHeaders)}`]
        : []),
    ];
    const preflight = [
      `response.headers['Access-Control-Allow-Methods'] = ${text(allowedMethods(policy))}`,
      ...(policy.requestHeaders.length > 0
        ? [`response.headers['Access-Control-Allow-Headers'] = ${text(policy.requestHeaders)}`]
        : []),
      ...(policy.maxAge === null ? [] : [`response.headers['Access-Control-Max-Age'] = '${policy.maxAge}'`]),
    ];
    const share =
      policy.origins === '*'
        ? lines(4, [...both, 'if preflight:']) + lines(8, preflight)
        : lines(4, ["response.headers.add('Vary', 'Origin')", 'if origin in ALLOWED_ORIGINS:']) +
          lines(8, [...both, 'if preflight:']) +
          lines(12, preflight);
    const code = `import logging
${path === '' ? '' : 'import re\n'}
from aiohttp import web

${allowed}

@web.middleware
async def answer_cors(request, handler):
${path}${policy.origins === '*' ? '' : "    origin = request.headers.get('Origin')\n"}    preflight = request.method == 'OPTIONS' and 'Access-Control-Request-Method' in request.headers
    try:
        response = web.Response(status=204) if preflight else await handler(request)
    except web.HTTPException as answer:
        response = answer
    except Exception:
        logging.exception('%s %s', request.method, request.path)
        response = web.Response(status=500)
${share}    if isinstance(response, web.HTTPException):
        raise response
    return response


app.middlewares.insert(0, answer_cors)
`;
    return { parts: [{ where: 'below app = web.Application(…)', code: code.replace('\n\n\n\n', '\n\n\n') }] };
  },
});

const lines = (depth: number, statements: readonly string[]): string =>
  statements.map((statement) => `${' '.repeat(depth)}${statement}\n`).join('');
