import { allowedMethods } from '../allowed-methods';
import { defineFramework } from '../define-framework';
import { withoutSlash } from '../paths';
import { jsString } from '../strings/js';
import { regexOf } from '../strings/regex';

export const nextConfig = defineFramework({
  id: 'next-config',
  label: 'Next.js (next.config.js)',
  language: 'js',
  docs: 'https://nextjs.org/docs/app/api-reference/config/next-config-js/headers',
  where: 'Inside the configuration object of `next.config.js`. Then restart or deploy again.',
  pitfall:
    'It only adds headers to what answers: OPTIONS has to get 2xx from the route, which Next.js gives by itself unless the route exports `OPTIONS` or a login check in `proxy.ts` comes first.',
  layer: 'application',
  perPath: true,
  cannot: {
    'answer-preflight-first':
      'The configuration adds headers but answers nothing: use `proxy.ts` when OPTIONS is redirected or asks for a login.',
  },

  write(policy) {
    const path = policy.path === null ? '' : withoutSlash(policy.path);
    if (/[:*+?(){}\\]/.test(path)) {
      return { cannot: `A source of Next.js reads the characters \`: * + ? ( )\` of \`${path}\` as a pattern.` };
    }
    const source = jsString(`${path}/:path*`);
    const entries = (origin: string): readonly (readonly [string, string])[] => [
      ['Access-Control-Allow-Origin', origin],
      ...(policy.credentials ? [['Access-Control-Allow-Credentials', 'true'] as const] : []),
      ...(policy.exposedHeaders.length > 0
        ? [['Access-Control-Expose-Headers', policy.exposedHeaders.join(', ')] as const]
        : []),
      ['Access-Control-Allow-Methods', allowedMethods(policy).join(', ')],
      ...(policy.requestHeaders.length > 0
        ? [['Access-Control-Allow-Headers', policy.requestHeaders.join(', ')] as const]
        : []),
      ...(policy.maxAge === null ? [] : [['Access-Control-Max-Age', String(policy.maxAge)] as const]),
    ];
    const rule = (has: string | null, headers: readonly (readonly [string, string])[]) => `    {
      source: ${source},
${has === null ? '' : `      has: [{ type: 'header', key: 'origin', value: ${jsString(has)} }],\n`}      headers: [
${headers.map(([key, value]) => `        { key: '${key}', value: ${jsString(value)} },\n`).join('')}      ],
    },
`;
    const rules =
      policy.origins === '*'
        ? rule(null, entries('*'))
        : rule(null, [['Vary', 'Origin']]) +
          policy.origins.map((origin) => rule(regexOf(origin), entries(origin))).join('');
    const code = `async headers() {
  return [
${rules}  ];
},
`;
    return { parts: [{ where: 'inside the configuration object', code }] };
  },
});
