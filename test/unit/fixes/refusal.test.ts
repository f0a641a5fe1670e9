import { describe, expect, it } from 'vitest';
import type { CorsPolicy } from '../../../src/fixes/fix';
import { refusal } from '../../../src/fixes/refusal';
import { policies } from '../../fixes/policies';

const one = policies['one origin'];
const said = (change: Partial<CorsPolicy>) => refusal({ ...one, ...change });

describe('a policy', () => {
  it.each(Object.entries(policies))('%s is let through', (_, policy) => {
    expect(refusal(policy)).toBeNull();
  });

  it.each([
    'http://localhost:5173',
    'http://[::1]:8080',
    'https://xn--bcher-kva.example',
    'chrome-extension://abcdefghijklmnop',
    'capacitor://localhost',
  ])('%s is let through', (origin) => {
    expect(said({ origins: [origin] })).toBeNull();
  });
});

describe('refused with a sentence', () => {
  it.each([
    ['null', { origins: ['null'] }],
    ['an empty list', { origins: [] as unknown as [string] }],
    ['a slash at the end', { origins: ['https://app.example/'] }],
    ['a default port', { origins: ['https://app.example:443'] }],
    ['capitals in the host', { origins: ['https://App.example'] }],
    ['a wildcard inside', { origins: ['https://*.example'] }],
    ['a quote', { origins: ["https://a'b.example"] }],
    ['a line break', { origins: ['https://a.example\nHeader set X 1'] }],
    ['a dollar', { origins: ['https://a$http_cookie.example'] }],
    ['a semicolon', { origins: ['https://a;b.example'] }],
    ['a backtick', { origins: ['https://a`b.example'] }],
    ['percent', { origins: ['https://a%0ab.example'] }],
    ['a scheme without host', { origins: ['file://'] }],
    ['`*` with credentials', { origins: '*', credentials: true }],
    ['a method with a space', { methods: ['PUT GET'] }],
    ['an empty header name', { requestHeaders: [''] }],
    ['a header name with a colon', { requestHeaders: ['x: y'] }],
    ['`*` as a header name', { exposedHeaders: ['*'] }],
    ['a max-age that is no number', { maxAge: Number.NaN }],
    ['a negative max-age', { maxAge: -1 }],
    ['a path without slash', { path: 'v1' }],
    ['a path with a line break', { path: '/v1\n}' }],
  ] satisfies [string, Partial<CorsPolicy>][])('%s', (_, change) => {
    const sentence = said(change);
    expect(sentence).toMatch(/^\S.*\.$/);
    expect(sentence).not.toMatch(/[\n\r]/);
  });

  it('names what a browser would send instead', () => {
    expect(said({ origins: ['https://app.example:443'] })).toBe(
      '`https://app.example:443` is not how a browser writes this origin: it sends `https://app.example`.',
    );
  });
});
