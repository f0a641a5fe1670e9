import { expect, it } from 'vitest';
import { aiohttp } from '../../../../src/fixes/frameworks/aiohttp';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(aiohttp, fullPolicy)).toMatchInlineSnapshot(`
    "import logging
    import re

    from aiohttp import web

    ALLOWED_ORIGINS = ['https://app.example', 'http://[::1]:5173']


    @web.middleware
    async def answer_cors(request, handler):
        if not re.match('^/v1/orders(/|$)', request.path):
            return await handler(request)
        origin = request.headers.get('Origin')
        preflight = request.method == 'OPTIONS' and 'Access-Control-Request-Method' in request.headers
        try:
            response = web.Response(status=204) if preflight else await handler(request)
        except web.HTTPException as answer:
            response = answer
        except Exception:
            logging.exception('%s %s', request.method, request.path)
            response = web.Response(status=500)
        response.headers.add('Vary', 'Origin')
        if origin in ALLOWED_ORIGINS:
            response.headers['Access-Control-Allow-Origin'] = origin
            response.headers['Access-Control-Allow-Credentials'] = 'true'
            response.headers['Access-Control-Expose-Headers'] = 'x-total-count'
            if preflight:
                response.headers['Access-Control-Allow-Methods'] = 'GET, HEAD, POST, PUT'
                response.headers['Access-Control-Allow-Headers'] = 'authorization, content-type'
                response.headers['Access-Control-Max-Age'] = '600'
        if isinstance(response, web.HTTPException):
            raise response
        return response


    app.middlewares.insert(0, answer_cors)
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(aiohttp, publicRead)).toMatchInlineSnapshot(`
    "import logging

    from aiohttp import web


    @web.middleware
    async def answer_cors(request, handler):
        preflight = request.method == 'OPTIONS' and 'Access-Control-Request-Method' in request.headers
        try:
            response = web.Response(status=204) if preflight else await handler(request)
        except web.HTTPException as answer:
            response = answer
        except Exception:
            logging.exception('%s %s', request.method, request.path)
            response = web.Response(status=500)
        response.headers['Access-Control-Allow-Origin'] = '*'
        if preflight:
            response.headers['Access-Control-Allow-Methods'] = 'GET, HEAD, POST'
        if isinstance(response, web.HTTPException):
            raise response
        return response


    app.middlewares.insert(0, answer_cors)
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(aiohttp, hostileNames)).toMatchInlineSnapshot(`
    "import logging

    from aiohttp import web

    ALLOWED_ORIGINS = ['https://app.example']


    @web.middleware
    async def answer_cors(request, handler):
        origin = request.headers.get('Origin')
        preflight = request.method == 'OPTIONS' and 'Access-Control-Request-Method' in request.headers
        try:
            response = web.Response(status=204) if preflight else await handler(request)
        except web.HTTPException as answer:
            response = answer
        except Exception:
            logging.exception('%s %s', request.method, request.path)
            response = web.Response(status=500)
        response.headers.add('Vary', 'Origin')
        if origin in ALLOWED_ORIGINS:
            response.headers['Access-Control-Allow-Origin'] = origin
            if preflight:
                response.headers['Access-Control-Allow-Methods'] = 'GET, HEAD, POST'
                response.headers['Access-Control-Allow-Headers'] = 'x-\\'$a\`%s#b'
        if isinstance(response, web.HTTPException):
            raise response
        return response


    app.middlewares.insert(0, answer_cors)
    "
  `);
});
