import { corsOptions } from '../cors-package';
import { defineFramework } from '../define-framework';
import { jsPath } from '../paths';

export const express = defineFramework({
  id: 'express',
  label: 'Express (cors)',
  language: 'js',
  docs: 'https://expressjs.com/en/resources/middleware/cors.html',
  where:
    'In the file that makes `app`, above authentication, redirects, rate limits and routes. Once: `npm install cors`.',
  pitfall:
    'Express runs middleware from top to bottom: below an authentication that answers 401, `cors()` never sees the preflight. `origin: true` would echo every website.',
  layer: 'application',
  perPath: true,

  write(policy) {
    const path = policy.path === null ? '' : `  ${jsPath(policy.path)},\n`;
    const code = `import cors from 'cors';

app.use(
${path}  cors({
${corsOptions(policy, 1)}  }),
);
`;
    return { parts: [{ where: 'above everything that answers', code }] };
  },
});
