import { expect, it } from 'vitest';
import { django } from '../../../../src/fixes/frameworks/django';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(django, fullPolicy)).toMatchInlineSnapshot(`
    "INSTALLED_APPS = [*INSTALLED_APPS, 'corsheaders']
    MIDDLEWARE = ['corsheaders.middleware.CorsMiddleware', *MIDDLEWARE]
    CORS_ALLOWED_ORIGINS = ['https://app.example', 'http://[::1]:5173']
    CORS_ALLOW_METHODS = ['GET', 'HEAD', 'POST', 'PUT']
    CORS_ALLOW_HEADERS = ['authorization', 'content-type']
    CORS_EXPOSE_HEADERS = ['x-total-count']
    CORS_ALLOW_CREDENTIALS = True
    CORS_PREFLIGHT_MAX_AGE = 600
    CORS_URLS_REGEX = '^/v1/orders(/|$)'
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(django, publicRead)).toMatchInlineSnapshot(`
    "INSTALLED_APPS = [*INSTALLED_APPS, 'corsheaders']
    MIDDLEWARE = ['corsheaders.middleware.CorsMiddleware', *MIDDLEWARE]
    CORS_ALLOW_ALL_ORIGINS = True
    CORS_ALLOW_METHODS = ['GET', 'HEAD', 'POST']
    CORS_ALLOW_HEADERS = []
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(django, hostileNames)).toMatchInlineSnapshot(`
    "INSTALLED_APPS = [*INSTALLED_APPS, 'corsheaders']
    MIDDLEWARE = ['corsheaders.middleware.CorsMiddleware', *MIDDLEWARE]
    CORS_ALLOWED_ORIGINS = ['https://app.example']
    CORS_ALLOW_METHODS = ['GET', 'HEAD', 'POST']
    CORS_ALLOW_HEADERS = ['x-\\'$a\`%s#b']
    "
  `);
});
