import { fastapi } from '../../../src/fixes/frameworks/fastapi';
import { prove } from '../prove';
import { python, pythonModules, pythonPackages } from '../stack';

prove({
  framework: fastapi,
  missing: () => pythonModules('fastapi', 'uvicorn'),
  version: () => pythonPackages('fastapi', 'starlette', 'uvicorn'),
  files: ({ fix, port }) => ({
    'app.py': `from fastapi import FastAPI, Response

app = FastAPI()
METHODS = ['GET', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']


@app.middleware('http')
async def authenticate(request, call_next):
    if request.method not in ('GET', 'HEAD') and 'authorization' not in request.headers:
        return Response(status_code=401)
    return await call_next(request)


@app.get('/v1/broken')
def broken():
    raise RuntimeError('broken')


@app.api_route('/v1/orders', methods=METHODS)
@app.api_route('/v1/orders/{id}', methods=METHODS)
@app.api_route('/v1/ordersandmore', methods=METHODS)
def orders(response: Response, id: str = ''):
    response.headers['X-Total-Count'] = '42'
    return {}


${fix()}`,
    'server.py': `import uvicorn

uvicorn.run('app:app', host='127.0.0.1', port=${port}, log_level='warning')
`,
  }),
  parse: () => [[python, '-m', 'py_compile', 'app.py']],
  command: () => [python, 'server.py'],
  regression: (file) => ['sh', file],
});
