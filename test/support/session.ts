import type { Exchange } from '../../src/exchange/exchange';
import { get, session } from '../../src/panel/example/session';
import { completed, exchange, failed, preflight, request, response, START } from '../../src/panel/example/wire';

export { START, session };

const long = 'x'.repeat(1_000_000);

/** What strangers may send: markup, control characters, a megabyte, a URL of 100 kB, no headers at all. */
export const hostile: readonly Exchange[] = [
  exchange(
    'h1',
    [
      {
        ...get(
          `https://evil.example/<img src=x onerror=alert(1)>?${'a'.repeat(100_000)}`,
          100,
          '<script>alert(1)</script>:1',
        ),
        response: response(
          200,
          150,
          `Access-Control-Allow-Origin: https://app.example\u200b\nX-Huge: ${long}\n<b>X</b>: "><script>alert(1)</script>`,
          '<i>OK</i>',
        ),
      },
    ],
    failed(151),
  ),
  exchange(
    'h2',
    [
      {
        request: request('PUT', 'https://evil.example/`code` \u202eelif.exe', 200, null),
        preflight: preflight(
          { method: 'PUT', url: 'https://evil.example/' },
          200,
          'Origin: https://app.example\nAccess-Control-Request-Method: PUT',
          response(200, 220, `Access-Control-Allow-Origin: ${long}\nAccess-Control-Allow-Headers: \`<script>\``, ''),
          completed(220),
        ),
        response: null,
      },
    ],
    failed(221),
  ),
  exchange('h3', [{ request: request('', '', 260, null), preflight: null, response: null }], {
    state: 'unknown',
    why: 'The end of this request was missed.',
  }),
  exchange(
    'h4',
    [{ request: request('GET', 'not a url', 280, ''), preflight: null, response: response(0, 290, '') }],
    failed(291, '<b>NS_ERROR</b>'),
    { initiator: null },
  ),
];

/** `count` exchanges like the session's, spread over an hour. */
export function many(count: number): Exchange[] {
  return Array.from({ length: count }, (_, index) => {
    const model = session[index % session.length]!;
    const shift = Math.floor((index / count) * 3_600_000);
    const [first, ...rest] = model.hops;
    return {
      ...model,
      id: `m${index}`,
      startedAt: model.startedAt + shift,
      end: 'at' in model.end ? { ...model.end, at: model.end.at + shift } : model.end,
      hops: [
        {
          ...first,
          request: {
            ...first.request,
            url: `${first.request.url}${first.request.url.includes('?') ? '&' : '?'}n=${index}`,
          },
        },
        ...rest,
      ],
    };
  });
}
