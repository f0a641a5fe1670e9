import type { Scenario } from './scenario';
import { allowMethods, allowOrigin, api, echo, get, goodPreflight, put, send } from './words';

const SCRIPT = '<script>alert(1)</script>';

/** Input of strangers: text must stay text, nothing may be lost. */
export const hostileScenarios: Scenario[] = [
  {
    id: 'hostile-markup',
    title: 'Markup in every field',
    shows: 'Text stays text.',
    run: [
      get(
        api(
          { headers: [allowOrigin(SCRIPT)], reason: SCRIPT },
          { path: `/${encodeURIComponent(SCRIPT)}`, hash: `#${SCRIPT}` },
        ),
      ),
      put(
        api({
          preflight: { status: 204, headers: [...echo, allowMethods(SCRIPT), `X-${'a'.repeat(100)}: ${SCRIPT}`] },
        }),
      ),
      put(
        api({
          preflight: goodPreflight([allowMethods('PUT')]),
          headers: [allowOrigin(`"><img src=x onerror=alert(1)>`)],
        }),
      ),
    ],
    expects: ['InvalidAllowOriginValue', 'InvalidAllowMethodsPreflightResponse', 'MultipleAllowOriginValues'],
  },
  {
    id: 'hostile-control-bytes',
    title: 'Control bytes in a value',
    shows: 'What cannot be printed is shown by its code.',
    run: [
      get(api({ headers: [allowOrigin('{origin}\\x01\\x7f')] })),
      get(api({ headers: [allowOrigin('{origin}\\t.')] })),
    ],
    expects: ['InvalidAllowOriginValue', 'InvalidAllowOriginValue'],
  },
  {
    id: 'hostile-large-header',
    title: 'A header of 200 kB',
    shows: 'Large, and still within what browsers read.',
    run: [get(api({ padding: 200_000 }))],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'hostile-long-url',
    title: 'A URL of 100 kB',
    shows: 'Long URLs are cut where they are shown, never where they are kept.',
    run: [get(api({}, { path: `/${'a'.repeat(100_000)}` }))],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'hostile-many-headers',
    title: 'Five hundred headers',
    shows: 'More than anyone wants to read.',
    run: [get(api({ headers: Array.from({ length: 500 }, (_, index) => `X-${index}: ${index}`) }))],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'hostile-many-requested-headers',
    title: 'A hundred request headers',
    shows: 'All that are missing are listed.',
    run: [
      send('POST', api({ headers: echo, preflight: goodPreflight() }), {
        headers: Array.from({ length: 100 }, (_, index) => [`X-Part-${index}`, 'a'] as const),
      }),
    ],
    expects: ['HeaderDisallowedByPreflightResponse'],
  },
  {
    id: 'hostile-non-ascii',
    title: 'Bytes beyond ASCII',
    shows: 'Read as the browser reads them.',
    run: [get(api({ headers: [allowOrigin('http://é.example'), 'X-Name: Zoë ✓'] }))],
    expects: ['AllowOriginMismatch'],
  },
  {
    id: 'hostile-nameless-header',
    title: 'A header line without a name',
    shows: 'The browser drops it; the others count.',
    run: [get(api({ headers: [': nothing', 'no colon at all', ...echo] }))],
    expects: ['allowed'],
  },
];
