import { defineFramework } from '../define-framework';
import { withCorsFunction } from '../fetch-handler';

export const cloudflareWorkers = defineFramework({
  id: 'cloudflare-workers',
  label: 'Cloudflare Workers',
  language: 'js',
  docs: 'https://developers.cloudflare.com/workers/examples/cors-header-proxy/',
  where:
    'The first part in the worker’s module, the second in place of its `export default`; `worker` is what stood there.',
  pitfall:
    'Cloudflare Access, a WAF rule or a challenge answers before the worker does, without headers: let OPTIONS pass there. An answer of `fetch` has fixed headers, which is why it is copied.',
  layer: 'in front',
  perPath: true,

  write(policy) {
    return {
      parts: [
        { where: 'in the worker’s module', code: withCorsFunction(policy) },
        {
          where: 'in place of export default',
          code: `export default {
  ...worker,
  fetch: withCors((request, env, ctx) => worker.fetch(request, env, ctx)),
};
`,
        },
      ],
    };
  },
});
