import fc from 'fast-check';
import type { CorsPolicy } from '../../src/fixes/fix';
import { refusal } from '../../src/fixes/refusal';

/** All that HTTP and URLs let through, harmless and not: quotes, `$`, `;`, backticks, `%`, braces, and line breaks once decoded. */
const name = fc.oneof(
  fc.constantFrom('x-request-id', 'authorization'),
  fc.string({ unit: fc.constantFrom(..."!#$%&'+.^_`|~0-9Az-"), minLength: 1, maxLength: 8 }),
);
const method = fc.oneof(fc.constantFrom('PUT', 'PATCH', 'PROPFIND', 'M-SEARCH', 'patch'), name);
const pathUnit = fc.constantFrom(
  ..."/!$&'()+,.0:;=@A[]_a|~-",
  ...[
    '%22',
    '%27',
    '%5C',
    '%0A',
    '%0D',
    '%00',
    '%24%7B',
    '%7D',
    '%23%7B',
    '%3B',
    '%60',
    '%20',
    '%25',
    '%2F',
    '%2A',
    '%3F',
    '%C3%A9',
    '%FF',
  ],
);
const origin = fc.constantFrom(
  'https://app.example',
  'http://[::1]:5173',
  'https://xn--bcher-kva.example',
  'http://a_b.example:8080',
  'capacitor://localhost',
  `https://${'long-name-'.repeat(6)}.example`,
);

/** A policy that no server has to be spared: what is refused before any framework sees it is left out. */
export const hostilePolicy: fc.Arbitrary<CorsPolicy> = fc
  .record({
    origins: fc.oneof(
      fc.constant<'*'>('*'),
      fc.uniqueArray(origin, { minLength: 1, maxLength: 3 }).map((origins) => origins as [string, ...string[]]),
    ),
    methods: fc.array(method, { maxLength: 2 }),
    requestHeaders: fc.array(name, { maxLength: 2 }),
    exposedHeaders: fc.array(name, { maxLength: 2 }),
    credentials: fc.boolean(),
    maxAge: fc.option(fc.nat()),
    path: fc.option(fc.string({ unit: pathUnit, maxLength: 8 }).map((text) => `/v1${text}`)),
  })
  .filter((policy) => refusal(policy) === null);
