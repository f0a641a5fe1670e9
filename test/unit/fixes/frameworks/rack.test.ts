import { expect, it } from 'vitest';
import { rack } from '../../../../src/fixes/frameworks/rack';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(rack, fullPolicy)).toMatchInlineSnapshot(`
    "require 'rack/cors'

    use Rack::Cors do
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

    # An uncaught exception would pass by Rack::Cors, and the server answers it without headers.
    use Class.new {
      def initialize(app)
        @app = app
      end

      def call(env)
        @app.call(env)
      rescue StandardError => e
        env['rack.errors'].puts(e.full_message)
        [500, { 'content-type' => 'text/plain' }, ['Internal Server Error']]
      end
    }
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(rack, publicRead)).toMatchInlineSnapshot(`
    "require 'rack/cors'

    use Rack::Cors do
      allow do
        origins '*'
        resource '*',
          methods: [:get, :head, :post]
      end
    end

    # An uncaught exception would pass by Rack::Cors, and the server answers it without headers.
    use Class.new {
      def initialize(app)
        @app = app
      end

      def call(env)
        @app.call(env)
      rescue StandardError => e
        env['rack.errors'].puts(e.full_message)
        [500, { 'content-type' => 'text/plain' }, ['Internal Server Error']]
      end
    }
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(rack, hostileNames)).toMatchInlineSnapshot(`
    "require 'rack/cors'

    use Rack::Cors do
      allow do
        origins 'https://app.example'
        resource '*',
          methods: [:get, :head, :post],
          headers: ['x-\\'$a\`%s#b']
      end
    end

    # An uncaught exception would pass by Rack::Cors, and the server answers it without headers.
    use Class.new {
      def initialize(app)
        @app = app
      end

      def call(env)
        @app.call(env)
      rescue StandardError => e
        env['rack.errors'].puts(e.full_message)
        [500, { 'content-type' => 'text/plain' }, ['Internal Server Error']]
      end
    }
    "
  `);
});

it('says what it puts for letters beyond ASCII', () => {
  const code = codeOf(rack, { ...fullPolicy, path: '/v1/caf%C3%A9' });
  expect(code).toContain("Regexp.new('\\\\A/v1/caf[^/]+(/|\\\\z)')");
  expect(code).toContain('`[^/]+` stands for them');
});
