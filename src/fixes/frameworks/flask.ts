import { allowedMethods } from '../allowed-methods';
import { codeList, fourSpaces } from '../code-list';
import { defineFramework } from '../define-framework';
import { lowerCaseMethod } from '../lower-case-method';
import { decodedPath, pathPattern } from '../paths';
import { pythonString } from '../strings/python';
import { regexOf } from '../strings/regex';

export const flask = defineFramework({
  id: 'flask',
  label: 'Flask (flask-cors)',
  language: 'python',
  docs: 'https://flask-cors.readthedocs.io/',
  where: 'Below `app = Flask(…)`, above every other `before_request`. Once: `pip install flask-cors`.',
  pitfall:
    'Flask answers OPTIONS only after all `before_request` functions, so a login check there answers the preflight with 401. A `resources` pattern that does not match the path does nothing and says nothing.',
  layer: 'application',
  perPath: true,

  write(policy) {
    const cannot = lowerCaseMethod(policy, 'flask-cors');
    if (cannot !== null) return { cannot };
    const strings = (items: readonly string[]) => codeList(items.map(pythonString), fourSpaces, 1);
    const patterns = (items: readonly string[]) => strings(items.map(matchingOnly));
    const options = [
      ...(policy.path === null ? [] : [`resources=${pythonString(pathPattern(decodedPath(policy.path)))}`]),
      `origins=${policy.origins === '*' ? "'*'" : patterns(policy.origins)}`,
      // Without it, flask-cors answers `*` by echoing the origin.
      ...(policy.origins === '*' ? ['send_wildcard=True'] : []),
      `methods=${strings(allowedMethods(policy))}`,
      `allow_headers=${patterns(policy.requestHeaders)}`,
      ...(policy.exposedHeaders.length > 0 ? [`expose_headers=${strings(policy.exposedHeaders)}`] : []),
      ...(policy.credentials ? ['supports_credentials=True'] : []),
      ...(policy.maxAge === null ? [] : [`max_age=${policy.maxAge}`]),
    ];
    const code = `from flask import request
from flask_cors import CORS

CORS(
    app,
${options.map((option) => `    ${option},\n`).join('')})


@app.before_request
def answer_preflight():
    # Before any login check; flask-cors adds the headers.
    if request.method == 'OPTIONS' and 'Access-Control-Request-Method' in request.headers:
        return '', 204
${policy.origins === '*' ? '' : vary}`;
    return { parts: [{ where: 'below app = Flask(…)', code }] };
  },
});

const vary = `

@app.after_request
def vary_by_origin(response):
    # flask-cors leaves it out for a single origin, and caches then hand one site's answer to another.
    response.vary.add('Origin')
    return response
`;

/** flask-cors takes a text with any of these for a pattern (`http://[::1]:3000`): then it gets one that matches the text alone. */
const matchingOnly = (text: string): string => (/[*\\[\]?$^()]/.test(text) ? `^${regexOf(text)}$` : text);
