import { rack } from '../../../src/fixes/frameworks/rack';
import { prove } from '../prove';
import { gems, programs, rubyLibraries } from '../stack';

prove({
  framework: rack,
  missing: () => programs('ruby', 'puma') ?? rubyLibraries('rack', 'rack/cors'),
  version: () => gems('rack', 'rack-cors', 'puma'),
  files: ({ fix }) => ({
    'config.ru': `${fix()}
use Class.new {
  def initialize(app)
    @app = app
  end

  def call(env)
    return [401, {}, []] unless %w[GET HEAD].include?(env['REQUEST_METHOD']) || env['HTTP_AUTHORIZATION']

    @app.call(env)
  end
}
run lambda { |env|
  raise 'broken' if env['PATH_INFO'] == '/v1/broken'
  next [404, {}, []] unless env['PATH_INFO'].start_with?('/v1/orders')

  [200, { 'Content-Type' => 'application/json', 'X-Total-Count' => '42' }, ['{}']]
}
`,
  }),
  parse: () => [['ruby', '-c', 'config.ru']],
  command: ({ port }) => ['puma', '--environment', 'production', '--bind', `tcp://127.0.0.1:${port}`, 'config.ru'],
  regression: (file) => ['sh', file],
});
