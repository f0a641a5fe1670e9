import { corsOptions } from '../cors-package';
import { defineFramework } from '../define-framework';
import { jsPattern } from '../paths';

export const fastify = defineFramework({
  id: 'fastify',
  label: 'Fastify (@fastify/cors)',
  language: 'js',
  docs: 'https://github.com/fastify/fastify-cors#options',
  where: 'In the file that makes `app`, above every other `register` and `addHook`. Once: `npm install @fastify/cors`.',
  pitfall:
    'Without `methods` the plugin allows GET, HEAD and POST only (older versions allowed more), so PUT, PATCH and DELETE stop working on an upgrade. An `onRequest` hook registered before it answers the preflight first.',
  layer: 'application',
  perPath: true,

  write(policy) {
    const code =
      policy.path === null
        ? `await app.register(cors, {
${corsOptions(policy, 0)}});
`
        : `await app.register(cors, {
  delegator(request, callback) {
    const path = request.url.split('?')[0];
    if (!${jsPattern(policy.path)}.test(path)) return callback(null, { origin: false });
    callback(null, {
${corsOptions(policy, 2)}    });
  },
});
`;
    return {
      parts: [
        { where: 'above every other register and addHook', code: `import cors from '@fastify/cors';\n\n${code}` },
      ],
    };
  },
});
