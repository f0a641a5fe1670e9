import { describe, expect, test } from 'vitest';
import { advice } from '../../../src/diagnostics/advice/index';
import { diagnose } from '../../../src/diagnostics/diagnose';
import { recordingOf } from '../../../src/diagnostics/recording';
import { http } from '../../support/http';

const allowed = 'Access-Control-Allow-Origin: https://app.example';
const get = 'GET https://api.example/v1/orders\nOrigin: https://app.example';
const put = 'OPTIONS https://api.example/v1/orders\nOrigin: https://app.example\nAccess-Control-Request-Method: PUT';
const sent = `PUT https://api.example/v1/orders\nOrigin: https://app.example\n\n200\n${allowed}\n\ncompleted`;

const adviceOf = (text: string, others: readonly string[] = [], options: Parameters<typeof http>[1] = {}) => {
  const exchange = http(text, options);
  const rest = others.map((other, index) => ({ ...http(other), id: `other ${index}` }));
  return diagnose(exchange, recordingOf([...rest, exchange])).findings.filter(({ kind }) => kind === 'advice');
};

const table: readonly [rule: string, text: string, others?: readonly string[], options?: Parameters<typeof http>[1]][] =
  [
    ['headers-changed-by-extension', `${get}\n\n200\nServer: x\n\ndelivered\n${allowed}\n\ncompleted`],
    ['passed-despite-headers', `${get}\n\n200\nServer: x\n\ncompleted`],
    ['preflight-from-cache', sent],
    ['unexposed-headers', `${get}\n\n200\n${allowed}\nX-Total-Count: 7\nETag: "1"\n\ncompleted`],
    [
      'opaque-answer',
      'GET https://api.example/\nSec-Fetch-Mode: no-cors\n\n200\n\ncompleted',
      [],
      { initiator: 'https://app.example' },
    ],
    [
      'cookie-not-sent',
      `${get}\nSec-Fetch-Storage-Access: none\n\n200\n${allowed}\nAccess-Control-Allow-Credentials: true\n\ncompleted`,
    ],
    [
      'origin-reflected',
      `${get}\n\n200\n${allowed}\nAccess-Control-Allow-Credentials: true\nVary: Origin\n\ncompleted`,
      [
        `GET https://api.example/v1/me\nOrigin: https://b.example\n\n200\nAccess-Control-Allow-Origin: https://b.example\nAccess-Control-Allow-Credentials: true\n\ncompleted`,
      ],
    ],
    ['null-allowed', 'GET https://api.example/\nOrigin: null\n\n200\nAccess-Control-Allow-Origin: null\n\ncompleted'],
    [
      'insecure-origin-allowed',
      'GET https://api.example/\nOrigin: http://app.example\n\n200\nAccess-Control-Allow-Origin: http://app.example\n\ncompleted',
    ],
    [
      'wildcard-on-private-host',
      'GET http://192.168.1.20/\nOrigin: https://app.example\n\n200\nAccess-Control-Allow-Origin: *\n\ncompleted',
    ],
    ['vary-origin-missing', `${get}\n\n200\n${allowed}\nCache-Control: max-age=60\n\ncompleted`],
    [
      'vary-origin-missing',
      `${get}\n\n200\n${allowed}\n\ncompleted`,
      [
        'GET https://api.example/v1/orders?page=2\nOrigin: https://b.example\n\n200\nAccess-Control-Allow-Origin: https://b.example\n\ncompleted',
      ],
    ],
    [
      'authorization-wildcard',
      `${put.replace('PUT', 'GET')}\nAccess-Control-Request-Headers: authorization\n\n204\n${allowed}\nAccess-Control-Allow-Headers: *\nAccess-Control-Max-Age: 600\n\nGET https://api.example/v1/orders\nOrigin: https://app.example\nAuthorization: x\n\n200\n${allowed}\n\ncompleted`,
    ],
    ['preflight-max-age', `${put}\n\n204\n${allowed}\nAccess-Control-Allow-Methods: PUT\n\n${sent}`],
    [
      'private-network-header',
      `${put}\n\n204\n${allowed}\nAccess-Control-Allow-Methods: PUT\nAccess-Control-Allow-Private-Network: true\nAccess-Control-Max-Age: 600\n\n${sent}`,
    ],
    [
      'credentials-header-unused',
      `${get}\n\n200\n${allowed}\nAccess-Control-Allow-Credentials: true\nVary: Origin\n\ncompleted`,
      [],
      { page: { credentialsMode: 'omit' } },
    ],
    ['allow-origin-sent-by-page', `${get}\nAccess-Control-Allow-Origin: *\n\n200\n${allowed}\n\ncompleted`],
  ];

describe('speaks', () => {
  test.each(table)('%s', (rule, text, others = [], options = {}) => {
    expect(adviceOf(text, others, options).map((finding) => finding.rule)).toContain(rule);
  });

  test('every piece of advice is in this table', () => {
    const shown = new Set(table.map(([id]) => id));
    expect(advice.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
  });
});

describe('is silent', () => {
  test.each([
    [
      'when all is in order',
      `${get}\n\n200\n${allowed}\nVary: Origin\nContent-Type: application/json\nDate: x\nServer: y\n\ncompleted`,
    ],
    [
      'about max-age 600',
      `${put}\n\n204\n${allowed}\nAccess-Control-Allow-Methods: PUT\nAccess-Control-Max-Age: 600\n\n${sent}`,
    ],
    [
      'about exposed headers',
      `${get}\n\n200\n${allowed}\nVary: Origin\nX-Total-Count: 7\nAccess-Control-Expose-Headers: x-total-count\n\ncompleted`,
    ],
    ['about Vary where nothing is stored', `${get}\n\n200\n${allowed}\nCache-Control: no-store\n\ncompleted`],
    [
      'about http on one’s own machine',
      'GET https://api.example/\nOrigin: http://localhost:3000\n\n200\nAccess-Control-Allow-Origin: http://localhost:3000\nVary: Origin\n\ncompleted',
    ],
  ])('%s', (_, text) => expect(adviceOf(text)).toEqual([]));

  test('about reflection when one origin was not let in', () => {
    const others = [
      'GET https://api.example/v1/me\nOrigin: https://b.example\n\n200\nAccess-Control-Allow-Origin: https://b.example\nAccess-Control-Allow-Credentials: true\n\ncompleted',
      'GET https://api.example/v1/me\nOrigin: https://c.example\n\n200\nAccess-Control-Allow-Origin: https://b.example',
    ];
    const text = `${get}\n\n200\n${allowed}\nAccess-Control-Allow-Credentials: true\nVary: Origin\n\ncompleted`;
    expect(adviceOf(text, others)).toEqual([]);
  });
});
