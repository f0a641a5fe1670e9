import type { Scenario } from './scenario';
import { allowMethods, api, echo, get, goodPreflight, put } from './words';

/** Requests without an end. They run last, for leaving their page ends them. */
export const pendingScenarios: Scenario[] = [
  {
    id: 'pending-requests',
    title: 'Servers that never answer',
    shows: 'A request, a preflight, and a request after its preflight, all still waiting.',
    run: [
      {
        do: 'together',
        actions: [
          get(api({ cut: 'never' })),
          put(api({ headers: echo, preflight: { cut: 'never' } })),
          put(api({ cut: 'never', preflight: goodPreflight([allowMethods('PUT')]) })),
        ],
      },
    ],
    expects: ['pending', 'pending', 'pending'],
  },
];
