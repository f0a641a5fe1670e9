import { expect, it } from 'vitest';
import { rails } from '../../../../src/fixes/frameworks/rails';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(rails, fullPolicy)).toMatchInlineSnapshot(`
    "Rails.application.config.middleware.insert_before 0, Rack::Cors do
      allow do
        origins 'https://app.example', 'http://[::1]:5173'
        resource Regexp.new('\\\\A/v1/orders(/|\\\\z)'),
          methods: [:get, :head, :post, :put],
          headers: ['authorization', 'content-type'],
          expose: ['x-total-count'],
          credentials: true,
          max_age: 600
      end
    end
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(rails, publicRead)).toMatchInlineSnapshot(`
    "Rails.application.config.middleware.insert_before 0, Rack::Cors do
      allow do
        origins '*'
        resource '*',
          methods: [:get, :head, :post]
      end
    end
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(rails, hostileNames)).toMatchInlineSnapshot(`
    "Rails.application.config.middleware.insert_before 0, Rack::Cors do
      allow do
        origins 'https://app.example'
        resource '*',
          methods: [:get, :head, :post],
          headers: ['x-\\'$a\`%s#b']
      end
    end
    "
  `);
});
