import { expect, test } from 'vitest';
import { redactUrl } from '../../../src/export/redact-url';
import { hideAll, hiderOf } from '../../../src/export/redaction';

const shown = (url: string): string => redactUrl(url, hiderOf(hideAll));
const uuid = '123e4567-e89b-12d3-a456-426614174000';

test.each([
  'https://api.example/v1/orders?page=2&sort=newest,price&lang=en-GB&from=2026-11-20&v=1.2',
  'https://api.example/v1/orders/1042/items',
  `https://api.example/v1/orders/${uuid}?order=${uuid}`,
  'https://cdn.example/app.3f2a9c81d0b7.js',
  'https://api.example/search?q=garden+lamp&near=Z%C3%BCrich',
  'http://[::1]:8080/x?empty=&flag',
  'https://api.example/?id=507f1f77bcf86cd799439011&case=pf-404-no-headers&n=a1b2c3d4',
  'https://app.example:8443/a/b/../c/%7Euser/',
  '/relative/path?page=2',
  'https://cdn.example/npm/jquery@3.7.1.js/logo@2x.png',
  'https://cdn.example/pix/2013/09/02/article-2408553-1B93D6B8000005DC-321_308x185.jpg',
  'https://fonts.example/v18/KFOmCnqEu92Fr1Mu5mxKOzY.woff2',
  'https://cdn.example/js/js_2KlXA4Z5El1IQFVPxDN1aX5mIoMSFWGv3vwsP77K9yk.js',
  'https://api.example/auth/preflight-401/token/refresh?case=acao-missing-3',
  'blob:https://app.example/9115d58c-bcda-ff47-86e5-083e9a215304',
])('%s stays as it is', (url) => expect(shown(url)).toBe(url));

test.each([
  ['user name and password', 'https://me:pw@api.example/', 'https://redacted-5-characters-A@api.example/'],
  [
    'a name that says so',
    'https://api.example/?access_token=abc&x=1',
    'https://api.example/?access_token=redacted-3-characters-A&x=1',
  ],
  ['an encoded name', 'https://api.example/?%61pi_key=abc', 'https://api.example/?%61pi_key=redacted-3-characters-A'],
  [
    'what nobody writes',
    'https://api.example/?x=h7Gk2pQ9vB4nX8mZ1cR5',
    'https://api.example/?x=redacted-20-characters-A',
  ],
  ['the fragment', 'https://app.example/cb#state=1', 'https://app.example/cb#redacted-7-characters-A'],
  [
    'a session in the path',
    'https://api.example/cart;jsessionid=12',
    'https://api.example/cart;jsessionid=redacted-2-characters-A',
  ],
  [
    'what stands where secrets stand',
    'https://api.example/password/reset/5f4dcc3b5aa765d6',
    'https://api.example/password/reset/redacted-16-characters-A',
  ],
  [
    'a session of ASP.NET',
    'https://api.example/(S(lit3py55t21z5v55vlm25s55))/a.aspx',
    'https://api.example/redacted-29-characters-A/a.aspx',
  ],
  [
    'a token in the path',
    'https://hooks.example/bot110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/x',
    'https://hooks.example/botredacted-44-characters-A/x',
  ],
  [
    'a URL in a value',
    'https://api.example/?next=%2Fcb%3Fcode%3Dabc',
    'https://api.example/?next=redacted-12-characters-A',
  ],
  [
    'JSON in a value',
    'https://api.example/?f=%7B%22token%22%3A1%7D',
    'https://api.example/?f=redacted-11-characters-A',
  ],
  ['what a data URL holds', 'data:text/plain,hello', 'data:text/plain,redacted-5-characters-A'],
  [
    'a long random name',
    'https://api.example/pixel/WOViBsAoIMUAADx73YMAAAAHAwoAAAIB',
    'https://api.example/pixel/redacted-32-characters-A',
  ],
  ['an address', 'https://api.example/?to=me%40example.com', 'https://api.example/?to=redacted-14-characters-A'],
  ['credentials without slashes', 'https:me:pw@api.example/', 'https:redacted-5-characters-A@api.example/'],
  ['credentials behind backslashes', 'https:\\\\me:pw@api.example/', 'https:\\\\redacted-5-characters-A@api.example/'],
])('%s goes', (_, url, expected) => expect(shown(url)).toBe(expected));

test('the same value has the same letter, another has another', () => {
  expect(shown('https://api.example/?token=a&key=b&secret=a')).toBe(
    'https://api.example/?token=redacted-1-character-A&key=redacted-1-character-B&secret=redacted-1-character-A',
  );
});

test('what a reader keeps once is hidden the next time', () => {
  const url = 'https://api.example/?token=kept';
  expect(redactUrl(url, hiderOf({ keep: ['urls'], alsoHide: [] }))).toBe(url);
  expect(shown(url)).toBe('https://api.example/?token=redacted-4-characters-A');
});

test('hiding twice is hiding once', () => {
  // AK is the name of a key as well.
  const ours = 'https://api.example/s/redacted-9-characters-AK/x1';
  expect(shown(ours)).toBe(ours);
  const once = shown('https://me:pw@api.example/a?token=x&next=%2Fcb%3Fcode%3Dabc#f');
  expect(shown(once)).toBe(once);
});
