import { expect, test } from 'vitest';
import { addressOf } from '../../../../src/panel/view-model/address';

test.each([
  ['https://api.example/v1/orders?x=1#part', 'https://api.example', 'api.example', '/v1/orders?x=1'],
  ['https://api.example', 'https://api.example', 'api.example', '/'],
  ['https://api.example?x=1', 'https://api.example', 'api.example', '/?x=1'],
  ['http://[::1]:8080/a//b', 'http://[::1]:8080', '[::1]:8080', '/a//b'],
  ['https://user:secret@api.example/x', 'https://api.example', 'api.example', '/x'],
  ['not a url', '', '', 'not a url'],
  ['', '', '', ''],
  ['data:text/plain,x', 'data:', '', 'data:text/plain,x'],
])('%s', (url, origin, host, path) => {
  expect(addressOf(url)).toEqual({ origin, host, path });
});

test('a path of 100 kB is kept whole', () => {
  const path = `/${'a'.repeat(100_000)}`;
  expect(addressOf(`https://api.example${path}`).path).toBe(path);
});
