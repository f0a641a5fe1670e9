import { describe, expect, test } from 'vitest';
import { harOf } from '../../../src/export/har';
import { secretCollector } from '../../../src/export/known-secrets';
import { hideAll } from '../../../src/export/redaction';
import { importHar } from '../../../src/import/har';
import { entry, har } from '../../support/har-file';

/** The shapes in which public recordings hand one server's cookies to another. */
const cookies =
  'tuuid=7232df1f-faf4-4b01-a959-d2dff686f29e; _ga=GA1.2.728993616.2063624128; kuid=KPvKhZsx; env=production';
const recorded = har('WebInspector', [
  entry({ url: 'https://ads.example/pixel?partner=7232df1f-faf4-4b01-a959-d2dff686f29e&env=production' }),
  entry({
    url: 'https://ads.example/sync/7232DF1F/7232df1f-faf4-4b01-a959-d2dff686f29e/p.gif?cid=728993616.2063624128',
  }),
  entry({ url: 'https://ads.example/r?to=https%3A%2F%2Fb.example%2F%3Fx%3DKPvKhZsx&data=%5B%22KPvKhZsx%22%5D' }),
  entry({ url: 'https://shop.example/', request: { Cookie: cookies } }),
]);

test('what was a cookie once is hidden wherever it stands in a URL, also before', () => {
  const read = importHar(recorded);
  if (!read.ok) throw new Error(read.sentence);
  const file = harOf(read.exchanges, { creator: { name: 'x', version: '1' }, redaction: hideAll });
  const text = JSON.stringify(file);
  for (const secret of ['7232df1f-faf4', '728993616', 'KPvKhZsx']) expect(text).not.toContain(secret);
  expect(text).toContain('env=production');
  expect(text).toContain('/sync/7232DF1F/');
});

test('what a URL calls a secret is hidden under every other name', () => {
  const collector = secretCollector();
  collector.noteUrl('https://a.example/?page=2&access_token=Zm9vYmFyMTIz%3D&name=abcdef12345#?key=fragment12345');
  expect(collector.has('Zm9vYmFyMTIz=')).toBe(true);
  expect(collector.has('abcdef12345')).toBe(false);
  expect(collector.has('fragment12345')).toBe(false);
});

describe('known from headers', () => {
  const known = (name: string, value: string) => {
    const collector = secretCollector();
    collector.noteHeader(name, value);
    return collector;
  };

  test.each([
    ['Set-Cookie', 'id=P2JCJH3E2SNA; Path=/; Expires=Thu, 01 Jan 2032 00:00:00 GMT', 'P2JCJH3E2SNA'],
    ['Cookie', 'a=1; fpc=id=9e998c6e-857a-11ec:lv=1643952222', '9e998c6e-857a-11ec'],
    ['Cookie', 'uid=2419437849', '2419437849'],
    ['Authorization', 'Bearer abcDEF123456', 'abcDEF123456'],
    ['X-Api-Key', '38QDY-8CT77', '38QDY-8CT77'],
    ['Set-Cookie', 's_vi=[CS]v1|2D04C4FB051D59BB-400019030002A4C0[CE]', '2D04C4FB051D59BB-400019030002A4C0'],
    ['Cookie', '_kuid_=KBj6rbe8', "setuid('KBj6rbe8')"],
    ['Cookie', 'c_user=100000571205832', 'p_100000571205832'],
    ['Cookie', 'id=100000571205832', '100000571205832.js'],
    ['Cookie', 'browser=A/56plIkxnuPeIbE7BQ', 'A/56plIkxnuPeIbE7BQ'],
    ['Cookie', 'visit=iiykdvxkzivcaejqk2', 'iiykdvxkzivcaejqk2'],
    [
      'Location',
      'https://ads.example/r?puid=28d6165d-cff7-388c-4d52-74c6354e10a3',
      '28d6165d-cff7-388c-4d52-74c6354e10a3',
    ],
    ['Cookie', 'session-id=262-1628181-0056051', 'A21TJ:262-1628181-0056051:FGJD'],
  ])('%s: %s', (name, value, secret) => expect(known(name, value).has(secret)).toBe(true));

  test.each([
    ['a word', 'Cookie', 'theme=homePage', 'homePage'],
    ['a numbered name', 'Cookie', 'variant=checkout2', 'checkout2'],
    ['an address', 'Cookie', 'back=https://app.example/a2', 'https://app.example/a2'],
    ['a time', 'Cookie', 'seen=1643952222000', '1643952222000'],
    ['a date', 'Cookie', 'seen=29-Aug-2015', '29-Aug-2015'],
    ['a date of digits alone', 'Cookie', 'seen=20151226', '20151226'],
    ['a path', 'Cookie', 'back=/orders/lamp-2000/', '/orders/lamp-2000/'],
    ['an address without scheme', 'Cookie', 'back=app.example/a2b3', 'app.example/a2b3'],
    ['what is short', 'Cookie', 'v=a1b2c3', 'a1b2c3'],
    ['what was hidden before', 'Cookie', 'sid=[redacted 36 characters, A]', '[redacted 36 characters, A]'],
    ['another header’s value', 'User-Agent', 'agent/12345678', 'agent/12345678'],
  ])('not %s', (_, name, value, text) => expect(known(name, value).has(text)).toBe(false));
});
