import { defineFramework } from '../define-framework';
import { rackCorsNote, rackCorsRules, refusedByRackCors } from '../rack-cors';

export const rails = defineFramework({
  id: 'rails',
  label: 'Rails (rack-cors)',
  language: 'ruby',
  docs: 'https://github.com/cyu/rack-cors#rails-configuration',
  where: "As `config/initializers/cors.rb`. Once: `gem 'rack-cors'` in the Gemfile and `bundle install`.",
  pitfall:
    '`insert_before 0` puts it in front of Warden, Rack::Cache and static files; further down, Devise answers the preflight with 401. A host that Rails blocks (`config.hosts`) gets 403 without headers, which looks like CORS.',
  layer: 'application',
  perPath: true,

  write(policy) {
    const cannot = refusedByRackCors(policy);
    if (cannot !== null) return { cannot };
    const code = `Rails.application.config.middleware.insert_before 0, Rack::Cors do
${rackCorsRules(policy)}end
`;
    return { parts: [{ where: 'config/initializers/cors.rb', code }], note: rackCorsNote(policy) };
  },
});
