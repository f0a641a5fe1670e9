import { expect, it } from 'vitest';
import { laravel } from '../../../../src/fixes/frameworks/laravel';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(laravel, fullPolicy)).toMatchInlineSnapshot(`
    "<?php

    return [
        'paths' => ['v1/orders', 'v1/orders/*'],
        'allowed_methods' => ['GET', 'HEAD', 'POST', 'PUT'],
        'allowed_origins' => ['https://app.example', 'http://[::1]:5173'],
        'allowed_origins_patterns' => [],
        'allowed_headers' => ['authorization', 'content-type'],
        'exposed_headers' => ['x-total-count'],
        'max_age' => 600,
        'supports_credentials' => true,
    ];
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(laravel, publicRead)).toMatchInlineSnapshot(`
    "<?php

    return [
        'paths' => ['*'],
        'allowed_methods' => ['GET', 'HEAD', 'POST'],
        'allowed_origins' => ['*'],
        'allowed_origins_patterns' => [],
        'allowed_headers' => [],
        'exposed_headers' => [],
        'max_age' => null,
        'supports_credentials' => false,
    ];
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(laravel, hostileNames)).toMatchInlineSnapshot(`
    "<?php

    return [
        'paths' => ['*'],
        'allowed_methods' => ['GET', 'HEAD', 'POST'],
        'allowed_origins' => ['https://app.example'],
        'allowed_origins_patterns' => [],
        'allowed_headers' => ['x-\\'$a\`%s#b'],
        'exposed_headers' => [],
        'max_age' => null,
        'supports_credentials' => false,
    ];
    "
  `);
});

it('refuses a method in small letters, which Laravel writes in capitals', () => {
  expect(codeOf(laravel, { ...fullPolicy, methods: ['patch'] })).toMatch(/^cannot: .*`patch`/);
});
