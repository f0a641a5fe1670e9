import { expect, it } from 'vitest';
import { nextConfig } from '../../../../src/fixes/frameworks/next-config';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(nextConfig, fullPolicy)).toMatchInlineSnapshot(`
    "async headers() {
      return [
        {
          source: '/v1/orders/:path*',
          headers: [
            { key: 'Vary', value: 'Origin' },
          ],
        },
        {
          source: '/v1/orders/:path*',
          has: [{ type: 'header', key: 'origin', value: 'https://app\\\\.example' }],
          headers: [
            { key: 'Access-Control-Allow-Origin', value: 'https://app.example' },
            { key: 'Access-Control-Allow-Credentials', value: 'true' },
            { key: 'Access-Control-Expose-Headers', value: 'x-total-count' },
            { key: 'Access-Control-Allow-Methods', value: 'GET, HEAD, POST, PUT' },
            { key: 'Access-Control-Allow-Headers', value: 'authorization, content-type' },
            { key: 'Access-Control-Max-Age', value: '600' },
          ],
        },
        {
          source: '/v1/orders/:path*',
          has: [{ type: 'header', key: 'origin', value: 'http://\\\\[::1\\\\]:5173' }],
          headers: [
            { key: 'Access-Control-Allow-Origin', value: 'http://[::1]:5173' },
            { key: 'Access-Control-Allow-Credentials', value: 'true' },
            { key: 'Access-Control-Expose-Headers', value: 'x-total-count' },
            { key: 'Access-Control-Allow-Methods', value: 'GET, HEAD, POST, PUT' },
            { key: 'Access-Control-Allow-Headers', value: 'authorization, content-type' },
            { key: 'Access-Control-Max-Age', value: '600' },
          ],
        },
      ];
    },
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(nextConfig, publicRead)).toMatchInlineSnapshot(`
    "async headers() {
      return [
        {
          source: '/:path*',
          headers: [
            { key: 'Access-Control-Allow-Origin', value: '*' },
            { key: 'Access-Control-Allow-Methods', value: 'GET, HEAD, POST' },
          ],
        },
      ];
    },
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(nextConfig, hostileNames)).toMatchInlineSnapshot(`
    "async headers() {
      return [
        {
          source: '/:path*',
          headers: [
            { key: 'Vary', value: 'Origin' },
          ],
        },
        {
          source: '/:path*',
          has: [{ type: 'header', key: 'origin', value: 'https://app\\\\.example' }],
          headers: [
            { key: 'Access-Control-Allow-Origin', value: 'https://app.example' },
            { key: 'Access-Control-Allow-Methods', value: 'GET, HEAD, POST' },
            { key: 'Access-Control-Allow-Headers', value: 'x-\\'$a\`%s#b' },
          ],
        },
      ];
    },
    "
  `);
});
