import { defineFramework } from '../define-framework';
import { rackCorsNote, rackCorsRules, refusedByRackCors } from '../rack-cors';

export const rack = defineFramework({
  id: 'rack',
  label: 'Rack, Sinatra, Grape (rack-cors)',
  language: 'ruby',
  docs: 'https://github.com/cyu/rack-cors#rack-configuration',
  where:
    "In `config.ru`, above every other `use` and `run`. Once: `gem 'rack-cors'` in the Gemfile and `bundle install`.",
  pitfall:
    'Rack runs middleware from top to bottom: a `use Rack::Auth::Basic` above it answers the preflight with 401. Files that nginx or Apache serve past Ruby get no headers.',
  layer: 'application',
  perPath: true,

  write(policy) {
    const cannot = refusedByRackCors(policy);
    if (cannot !== null) return { cannot };
    const code = `require 'rack/cors'

use Rack::Cors do
${rackCorsRules(policy)}end

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
`;
    return { parts: [{ where: 'in config.ru, above every other use', code }], note: rackCorsNote(policy) };
  },
});
