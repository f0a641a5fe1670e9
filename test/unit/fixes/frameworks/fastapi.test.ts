import { expect, it } from 'vitest';
import { fastapi } from '../../../../src/fixes/frameworks/fastapi';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(fastapi, fullPolicy)).toMatchInlineSnapshot(`
    "from starlette.middleware.cors import CORSMiddleware

    app = CORSMiddleware(
        app,
        allow_origins=['https://app.example', 'http://[::1]:5173'],
        allow_methods=['GET', 'HEAD', 'POST', 'PUT'],
        allow_headers=['authorization', 'content-type'],
        expose_headers=['x-total-count'],
        allow_credentials=True,
        max_age=600,
    )


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
    --- This holds for the whole server, not for \`/v1/orders\` alone."
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(fastapi, publicRead)).toMatchInlineSnapshot(`
    "from starlette.middleware.cors import CORSMiddleware

    app = CORSMiddleware(
        app,
        allow_origins=['*'],
        allow_methods=['GET', 'HEAD', 'POST'],
        allow_headers=[],
    )


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
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(fastapi, hostileNames)).toMatchInlineSnapshot(`
    "from starlette.middleware.cors import CORSMiddleware

    app = CORSMiddleware(
        app,
        allow_origins=['https://app.example'],
        allow_methods=['GET', 'HEAD', 'POST'],
        allow_headers=['x-\\'$a\`%s#b'],
    )


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
    "
  `);
});
