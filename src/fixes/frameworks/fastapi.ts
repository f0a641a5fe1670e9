import { allowedMethods } from '../allowed-methods';
import { codeList, fourSpaces } from '../code-list';
import { defineFramework } from '../define-framework';
import { pythonString } from '../strings/python';

export const fastapi = defineFramework({
  id: 'fastapi',
  label: 'FastAPI / Starlette',
  language: 'python',
  docs: 'https://www.starlette.io/middleware/#corsmiddleware',
  where: 'As the last lines of the module that makes `app`, below all routes and `add_middleware` calls.',
  pitfall:
    'As `app.add_middleware(CORSMiddleware, …)` it stands inside the layer that answers uncaught exceptions, so a 500 has no headers; wrapped around `app`, as here, it has (`fastapi run` wants the bare `FastAPI` object: start it with `uvicorn`, or give the outer one another name). What it refuses is answered 400 `Disallowed CORS origin` (or method, or headers).',
  layer: 'application',
  perPath: false,

  write(policy) {
    const strings = (items: readonly string[]) => codeList(items.map(pythonString), fourSpaces, 1);
    const options = [
      `allow_origins=${policy.origins === '*' ? "['*']" : strings(policy.origins)}`,
      `allow_methods=${strings(allowedMethods(policy))}`,
      `allow_headers=${strings(policy.requestHeaders)}`,
      ...(policy.exposedHeaders.length > 0 ? [`expose_headers=${strings(policy.exposedHeaders)}`] : []),
      ...(policy.credentials ? ['allow_credentials=True'] : []),
      ...(policy.maxAge === null ? [] : [`max_age=${policy.maxAge}`]),
    ];
    const code = `from starlette.middleware.cors import CORSMiddleware

app = CORSMiddleware(
    app,
${options.map((option) => `    ${option},\n`).join('')})
${vary}`;
    return { parts: [{ where: 'below all routes', code }] };
  },
});

const vary = `

def vary_by_origin(inner):
    # Starlette adds it only where the origin is allowed; caches would hand an answer without headers to a page.
    async def outer(scope, receive, send):
        async def varied(message):
            if message['type'] == 'http.response.start':
                message = {**message, 'headers': [*message.get('headers', []), (b'vary', b'Origin')]}
            await send(message)

        await inner(scope, receive, varied)

    return outer


app = vary_by_origin(app)
`;
