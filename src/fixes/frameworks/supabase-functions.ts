import { defineFramework } from '../define-framework';
import { withCorsFunction } from '../fetch-handler';

export const supabaseFunctions = defineFramework({
  id: 'supabase-functions',
  label: 'Supabase Edge Functions',
  language: 'ts',
  docs: 'https://supabase.com/docs/guides/functions/cors',
  where:
    'The first part in the function’s `index.ts`, the second in place of its `Deno.serve(…)`; `handler` is the function that stood in it.',
  pitfall:
    'Calls by `supabase-js` send `authorization`, `apikey`, `x-client-info` and `content-type`, which all have to be listed. A function that throws before it has answered gives a 500 of the platform, without headers.',
  layer: 'application',
  perPath: true,

  write(policy) {
    return {
      parts: [
        { where: 'in index.ts', code: withCorsFunction(policy, { types: true }) },
        { where: 'in place of Deno.serve(…)', code: 'Deno.serve(withCors(handler));\n' },
      ],
    };
  },
});
