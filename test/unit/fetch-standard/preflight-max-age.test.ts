import { expect, test } from 'vitest';
import type { Browser } from '../../../src/exchange/exchange';
import { preflightMaxAge } from '../../../src/fetch-standard/preflight-max-age';

test.each([
  ['no header', null, 'chromium', 5, 'no header'],
  ['600', '600', 'chromium', 600, 'asked for'],
  ['a day, cut off by Chromium', '86400', 'chromium', 7_200, 'cut off'],
  ['a day in Firefox', '86400', 'firefox', 86_400, 'asked for'],
  ['a week in Firefox', '604800', 'firefox', 86_400, 'cut off'],
  ['an hour in Safari', '3600', 'webkit', 600, 'cut off'],
  ['zero', '0', 'chromium', 0, 'zero'],
  ['a negative number', '-1', 'chromium', 0, 'zero'],
  ['no number, in Chromium', 'abc', 'chromium', 5, 'unreadable header'],
  ['no number, in Firefox', 'abc', 'firefox', 0, 'unreadable header'],
  ['half a second', '0.5', 'chromium', 5, 'unreadable header'],
  ['an empty value', '', 'firefox', 0, 'unreadable header'],
  ['an unknown browser goes by Chromium', '86400', null, 7_200, 'cut off'],
] as const)('%s', (_, value, browser, seconds, because) => {
  const headerList = value === null ? [] : ([['access-control-max-age', value]] as const);
  expect(preflightMaxAge(headerList, browser satisfies Browser | null)).toMatchObject({ seconds, because });
});

test('two headers are one value that is no number', () => {
  const twice = [
    ['Access-Control-Max-Age', '600'],
    ['Access-Control-Max-Age', '600'],
  ] as const;
  expect(preflightMaxAge(twice, 'chromium').seconds).toBe(5);
  expect(preflightMaxAge(twice, 'firefox').seconds).toBe(0);
});
