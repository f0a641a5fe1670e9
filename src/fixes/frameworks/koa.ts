import { allowedMethods } from '../allowed-methods';
import { defineFramework } from '../define-framework';
import { jsEntries, jsStrings } from '../js-options';
import { jsPattern } from '../paths';

export const koa = defineFramework({
  id: 'koa',
  label: 'Koa (@koa/cors)',
  language: 'js',
  docs: 'https://github.com/koajs/cors#cors',
  where: 'In the file that makes `app`, above every other `app.use(…)`. Once: `npm install @koa/cors`.',
  pitfall:
    'Without `origin`, version 4 echoes every website and version 5 says `*`. With an empty `allowHeaders` it allows whatever the preflight asks for.',
  layer: 'application',
  perPath: true,

  write(policy) {
    const headers = policy.requestHeaders.length > 0 ? policy.requestHeaders : ['accept'];
    const options = jsEntries(
      [
        [
          'origin',
          policy.origins === '*'
            ? "'*'"
            : "(ctx) => (allowedOrigins.includes(ctx.get('Origin')) ? ctx.get('Origin') : '')",
        ],
        ['allowMethods', jsStrings(allowedMethods(policy), 1)],
        ['allowHeaders', jsStrings(headers, 1)],
        policy.exposedHeaders.length > 0 ? ['exposeHeaders', jsStrings(policy.exposedHeaders, 1)] : null,
        policy.credentials ? ['credentials', 'true'] : null,
        policy.maxAge === null ? null : ['maxAge', String(policy.maxAge)],
      ],
      0,
    );
    const allowed = policy.origins === '*' ? '' : `const allowedOrigins = ${jsStrings(policy.origins)};\n`;
    const use =
      policy.path === null
        ? 'app.use(answerCors);'
        : `app.use((ctx, next) => (${jsPattern(policy.path)}.test(ctx.path) ? answerCors(ctx, next) : next()));`;
    const code = `import cors from '@koa/cors';

${allowed}const answerCors = cors({
${options}});
${use}
`;
    return { parts: [{ where: 'above every other app.use(…)', code }] };
  },
});
