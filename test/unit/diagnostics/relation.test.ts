import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnostics/diagnose';
import { http } from '../../support/http';

const relationOf = (text: string, options: Parameters<typeof http>[1] = {}) =>
  diagnose(http(text, { initiator: 'https://app.example', ...options })).relation;

describe('the relation is read from what was sent', () => {
  test.each([
    ['GET with Origin', 'GET https://api.example/\nOrigin: https://app.example\n\n200', {}, 'cors'],
    [
      'GET without Origin',
      'GET https://api.example/\nAccept: */*\n\n200\n\ncompleted',
      { resourceType: 'image' },
      'no-cors',
    ],
    [
      'Sec-Fetch-Mode wins over Origin',
      'POST https://api.example/\nOrigin: https://app.example\nSec-Fetch-Mode: no-cors\n\n200\n\ncompleted',
      {},
      'no-cors',
    ],
    [
      'the page’s own origin',
      'POST https://app.example/x\nOrigin: https://app.example\n\n200\n\ncompleted',
      {},
      'same-origin',
    ],
    [
      'a navigation',
      'POST https://api.example/\nOrigin: https://app.example\n\n200\n\ncompleted',
      { resourceType: 'sub_frame' },
      'navigate',
    ],
    [
      'a WebSocket',
      'GET https://api.example/\nOrigin: https://app.example\n\n101\n\ncompleted',
      { resourceType: 'websocket' },
      'no-cors',
    ],
    ['a font', 'GET https://api.example/\nAccept: */*\n\n200', { resourceType: 'font' }, 'cors'],
    ['never sent', 'GET https://api.example/\n\nfailed net::ERR_BLOCKED_BY_CLIENT', {}, 'unknown'],
    [
      'a POST that completed without permission was not checked',
      'POST http://api.example/\nOrigin: https://app.example\n\n200\n\ncompleted',
      {},
      'no-cors',
    ],
    [
      'a POST that did not',
      'POST http://api.example/\nOrigin: https://app.example\n\n200\n\nfailed net::ERR_FAILED',
      {},
      'cors',
    ],
    [
      'a text beacon',
      'POST http://api.example/\nOrigin: https://app.example\nContent-Type: text/plain\n\n204\n\ncompleted',
      { resourceType: 'ping' },
      'no-cors',
    ],
    [
      'the page hook knows',
      'POST http://api.example/\nOrigin: https://app.example\n\n200\n\ncompleted',
      { page: { mode: 'no-cors' } },
      'no-cors',
    ],
  ] as const)('%s', (_, text, options, relation) => expect(relationOf(text, options)).toBe(relation));

  test('a preflight means CORS, whatever else is known', () => {
    expect(
      relationOf(
        'OPTIONS https://api.example/\nOrigin: https://app.example\nAccess-Control-Request-Method: PUT\n\n404',
      ),
    ).toBe('cors');
  });

  test('without CORS nothing is checked and nothing is found', () => {
    const verdict = diagnose(
      http('GET https://api.example/\nAccept: */*\n\n200\n\ncompleted', {
        resourceType: 'image',
        initiator: 'https://app.example',
      }),
    );
    expect(verdict).toMatchObject({ outcome: 'allowed', checks: [], blockedBy: null, preflight: { needed: false } });
  });
});
