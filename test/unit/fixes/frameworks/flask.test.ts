import { expect, it } from 'vitest';
import { flask } from '../../../../src/fixes/frameworks/flask';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(flask, fullPolicy)).toMatchInlineSnapshot(`
    "from flask import request
    from flask_cors import CORS

    CORS(
        app,
        resources='^/v1/orders(/|$)',
        origins=['https://app.example', '^http://\\\\[::1\\\\]:5173$'],
        methods=['GET', 'HEAD', 'POST', 'PUT'],
        allow_headers=['authorization', 'content-type'],
        expose_headers=['x-total-count'],
        supports_credentials=True,
        max_age=600,
    )


    @app.before_request
    def answer_preflight():
        # Before any login check; flask-cors adds the headers.
        if request.method == 'OPTIONS' and 'Access-Control-Request-Method' in request.headers:
            return '', 204


    @app.after_request
    def vary_by_origin(response):
        # flask-cors leaves it out for a single origin, and caches then hand one site's answer to another.
        response.vary.add('Origin')
        return response
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(flask, publicRead)).toMatchInlineSnapshot(`
    "from flask import request
    from flask_cors import CORS

    CORS(
        app,
        origins='*',
        send_wildcard=True,
        methods=['GET', 'HEAD', 'POST'],
        allow_headers=[],
    )


    @app.before_request
    def answer_preflight():
        # Before any login check; flask-cors adds the headers.
        if request.method == 'OPTIONS' and 'Access-Control-Request-Method' in request.headers:
            return '', 204
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(flask, hostileNames)).toMatchInlineSnapshot(`
    "from flask import request
    from flask_cors import CORS

    CORS(
        app,
        origins=['https://app.example'],
        methods=['GET', 'HEAD', 'POST'],
        allow_headers=['^x-\\'\\\\$a\`%s#b$'],
    )


    @app.before_request
    def answer_preflight():
        # Before any login check; flask-cors adds the headers.
        if request.method == 'OPTIONS' and 'Access-Control-Request-Method' in request.headers:
            return '', 204


    @app.after_request
    def vary_by_origin(response):
        # flask-cors leaves it out for a single origin, and caches then hand one site's answer to another.
        response.vary.add('Origin')
        return response
    "
  `);
});
