import { allowedMethods } from '../allowed-methods';
import { codeList, squareBrackets } from '../code-list';
import { defineFramework } from '../define-framework';
import { jsPath } from '../paths';
import { jsString } from '../strings/js';

export const express = defineFramework({
  id: 'express',
  label: 'Express (cors)',
  language: 'js',
  docs: 'https://expressjs.com/en/resources/middleware/cors.html',
  where:
    'In the file that makes `app`, above authentication, redirects, rate limits and routes. Once: `npm install cors`.',
  pitfall:
    'Express runs middleware from top to bottom: below an authentication that answers 401, `cors()` never sees the preflight. `origin: true` would echo every website.',
  proof: 'documented',

  write(policy) {
    const strings = (items: readonly string[]) => codeList(items.map(jsString), squareBrackets, 2);
    const options = [
      `origin: ${policy.origins === '*' ? "'*'" : strings(policy.origins)}`,
      `methods: ${strings(allowedMethods(policy))}`,
      // Left out, the package echoes whatever the preflight asks for.
      `allowedHeaders: ${strings(policy.requestHeaders)}`,
      ...(policy.exposedHeaders.length > 0 ? [`exposedHeaders: ${strings(policy.exposedHeaders)}`] : []),
      ...(policy.credentials ? ['credentials: true'] : []),
      ...(policy.maxAge === null ? [] : [`maxAge: ${policy.maxAge}`]),
    ];
    const path = policy.path === null ? '' : `  ${jsPath(policy.path)},\n`;
    const code = `import cors from 'cors';

app.use(
${path}  cors({
${options.map((option) => `    ${option},\n`).join('')}  }),
);
`;
    return { parts: [{ where: 'above everything that answers', code }] };
  },
});
