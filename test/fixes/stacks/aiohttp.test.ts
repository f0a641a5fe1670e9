import { aiohttp } from '../../../src/fixes/frameworks/aiohttp';
import { prove } from '../prove';
import { python, pythonModules, pythonPackages } from '../stack';

prove({
  framework: aiohttp,
  missing: () => pythonModules('aiohttp'),
  version: () => pythonPackages('aiohttp'),
  files: ({ fix, port }) => ({
    'server.py': `from aiohttp import web


@web.middleware
async def authenticate(request, handler):
    if request.method not in ('GET', 'HEAD') and 'Authorization' not in request.headers:
        raise web.HTTPUnauthorized()
    return await handler(request)


async def orders(request):
    return web.json_response({}, headers={'X-Total-Count': '42'})


async def broken(request):
    raise RuntimeError('broken')


app = web.Application(middlewares=[authenticate])
${fix()}
for path in ('/v1/orders', '/v1/orders/{id}', '/v1/ordersandmore'):
    for method in ('GET', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'):
        app.router.add_route(method, path, orders)
app.router.add_get('/v1/broken', broken)
web.run_app(app, host='127.0.0.1', port=${port}, print=None)
`,
  }),
  parse: () => [[python, '-m', 'py_compile', 'server.py']],
  command: () => [python, 'server.py'],
  regression: (file) => ['sh', file],
});
