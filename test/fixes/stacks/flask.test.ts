import { flask } from '../../../src/fixes/frameworks/flask';
import { prove } from '../prove';
import { python, pythonModules, pythonPackages } from '../stack';

prove({
  framework: flask,
  missing: () => pythonModules('flask', 'flask_cors', 'pytest'),
  version: () => pythonPackages('flask', 'flask-cors'),
  files: ({ fix, port }) => ({
    'app.py': `from flask import Flask, abort

app = Flask(__name__)
METHODS = ['GET', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']

${fix()}

@app.before_request
def authenticate():
    from flask import request
    if request.method not in ('GET', 'HEAD') and 'Authorization' not in request.headers:
        abort(401)


@app.route('/v1/broken')
def broken():
    raise RuntimeError('broken')


@app.route('/v1/orders', methods=METHODS)
@app.route('/v1/orders/<id>', methods=METHODS)
@app.route('/v1/ordersandmore', methods=METHODS)
def orders(id=None):
    return {}, {'X-Total-Count': '42'}
`,
    'server.py': `from app import app

app.run('127.0.0.1', ${port})
`,
  }),
  parse: () => [[python, '-m', 'py_compile', 'app.py']],
  command: () => [python, 'server.py'],
  regression: (file) => [python, '-m', 'pytest', '-q', '-p', 'no:cacheprovider', file],
});
