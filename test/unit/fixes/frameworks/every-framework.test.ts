import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CorsPolicy } from '../../../../src/fixes/fix';
import { frameworks } from '../../../../src/fixes/frameworks';
import { policies } from '../../../fixes/policies';

describe.each(frameworks.map((framework) => [framework.id, framework] as const))('%s', (_, framework) => {
  it.each(Object.entries(policies))('renders or refuses: %s', (name, policy) => {
    const rendered = framework.render(policy);
    if (!rendered.can) {
      expect(rendered.why).toMatch(/^\S.*\.$/);
      return;
    }
    const wanted: readonly string[] = [
      ...(policy.origins === '*' ? [] : policy.origins),
      // Azure has one switch for all of them, and says so.
      ...(rendered.note?.includes('every method and every header')
        ? []
        : [...policy.methods, ...policy.requestHeaders]),
      ...policy.exposedHeaders,
      ...(policy.maxAge === null ? [] : [String(policy.maxAge)]),
    ];
    for (const value of wanted) expect.soft(bare(rendered.code)).toContain(bare(value));
    if (name === 'public read') expect(rendered.note).toContain('`*`');
    for (const part of rendered.parts) expect(rendered.code).toContain(part.code);
  });

  it('never allows `null`, and never `*` with credentials', () => {
    expect(framework.render({ ...policies['one origin'], origins: ['null'] }).can).toBe(false);
    expect(framework.render({ ...policies['public read'], credentials: true }).can).toBe(false);
  });

  it('answers in one sentence or renders, whatever the strings hold', () => {
    fc.assert(
      fc.property(anyPolicy, (policy) => {
        const rendered = framework.render(policy);
        if (!rendered.can) expect(rendered.why).toMatch(/^[^\n\r]+\.$/);
      }),
      { numRuns: 300 },
    );
  });
});

/** Patterns escape dots, XML and shells their own signs, formats double `%`, and a header list may be spelled in any case. */
const bare = (text: string): string =>
  text.replaceAll("'\\''", "'").replaceAll('\\', '').replaceAll('&amp;', '&').replaceAll('%%', '%').toLowerCase();

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'\'"`$;%\\{}#\n\r\0 </*a-|~!&+^.'.split('')), maxLength: 12 }),
  fc.constantFrom('null', '*', 'https://a.example', "x-'$`%;", '\x24{x}', '#{x}', '%{x}', '$(x)'),
);
const list = fc.array(hostile, { maxLength: 3 });
const anyPolicy: fc.Arbitrary<CorsPolicy> = fc.record({
  origins: fc.oneof(
    fc.constant<'*'>('*'),
    fc.tuple(fc.oneof(hostile, fc.constantFrom('https://app.example', 'http://[::1]:3000'))),
  ),
  methods: list,
  requestHeaders: list,
  exposedHeaders: list,
  credentials: fc.boolean(),
  maxAge: fc.oneof(fc.constant(null), fc.integer(), fc.double()),
  path: fc.oneof(
    fc.constant(null),
    hostile.map((text) => `/${text}`),
  ),
});
