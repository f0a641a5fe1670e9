import { rails } from '../../../src/fixes/frameworks/rails';
import { prove } from '../prove';
import { gems, programs, rubyLibraries } from '../stack';

prove({
  framework: rails,
  missing: () => programs('ruby', 'puma') ?? rubyLibraries('rails', 'action_controller/railtie', 'rack/cors'),
  version: () => gems('railties', 'rack-cors', 'puma'),
  files: ({ fix }) => ({
    'config/initializers/cors.rb': fix(),
    'config.ru': `require 'rails'
require 'action_controller/railtie'
require 'rack/cors'

class Api < Rails::Application
  config.root = __dir__
  config.eager_load = false
  config.consider_all_requests_local = false
  config.secret_key_base = 'x'
  config.logger = Logger.new(nil)
  config.hosts.clear
  routes.append do
    get '/v1/broken', to: 'orders#broken'
    %w[/v1/orders /v1/orders/:id /v1/ordersandmore].each do |path|
      match path, to: 'orders#index', via: %i[get put patch delete propfind]
    end
  end
end

class OrdersController < ActionController::API
  def index
    response.set_header('X-Total-Count', '42')
    render json: {}
  end

  def broken
    raise 'broken'
  end
end

class Authentication
  def initialize(app)
    @app = app
  end

  def call(env)
    return [401, {}, []] unless %w[GET HEAD].include?(env['REQUEST_METHOD']) || env['HTTP_AUTHORIZATION']

    @app.call(env)
  end
end

Rails.application.config.middleware.use Authentication
Rails.application.initialize!
run Rails.application
`,
  }),
  parse: () => [['ruby', '-c', 'config/initializers/cors.rb']],
  command: ({ port }) => ['puma', '--environment', 'production', '--bind', `tcp://127.0.0.1:${port}`, 'config.ru'],
  env: { RAILS_ENV: 'production' },
  regression: (file) => ['sh', file],
});
