/**
 * What a lab server does is said by the query string of the request, whatever its path:
 *
 *     http://127.0.0.1:7402/orders?status=404&header=Access-Control-Allow-Origin:+{origin}&preflight.status=204
 *
 * | parameter     | meaning                                                                                                  |
 * |---------------|----------------------------------------------------------------------------------------------------------|
 * | `status`      | status code, 200 when absent. Repeated: the nth request of this URL gets the nth, the rest get the last   |
 * | `reason`      | reason phrase                                                                                            |
 * | `header`      | one header line `Name: value`, written as it stands: repeat it, misspell it, leave it empty               |
 * | `early`       | one header line of a 103 Early Hints ahead of the answer                                                  |
 * | `type`        | `Content-Type`, `text/plain` when absent                                                                  |
 * | `body`        | the body as text                                                                                          |
 * | `bytes`       | a body of so many bytes                                                                                   |
 * | `pixel`       | a body that is a PNG of one pixel                                                                         |
 * | `delay`       | ms before the answer; `10-90`: a random time in between                                                   |
 * | `redirect`    | `Location`; the status is 302 unless said otherwise                                                       |
 * | `etag`        | sends `ETag`, and 304 to a request whose `If-None-Match` holds it                                          |
 * | `cut`         | how the connection ends instead of an answer, see `Cut`                                                   |
 * | `padding`     | adds a header `X-Padding` with a value of so many bytes                                                   |
 * | `numbered`    | adds `X-Request-Id` with a number that no other answer of this lab has                                   |
 * | `preflight.…` | the same for CORS-preflight requests; without any, a preflight is answered like the request               |
 *
 * Placeholders in headers: `{origin}` is the request's `Origin`, `{host}` that without its scheme, `{ORIGIN}` in upper case,
 * `{scheme}`, `{hostname}` and `{port}` its parts; `{self}` is the path and query that was asked for. `\r`, `\n`, `\t`, `\0` and `\xHH` stand for those bytes.
 */
export interface Answer {
  readonly status?: number | readonly number[];
  readonly reason?: string;
  readonly headers?: readonly string[];
  readonly early?: readonly string[];
  readonly type?: string;
  readonly body?: string;
  readonly bytes?: number;
  readonly pixel?: boolean;
  readonly delay?: number | readonly [from: number, to: number];
  readonly etag?: string;
  readonly cut?: Cut;
  readonly padding?: number;
  readonly numbered?: boolean;
}

/**
 * `silent`: closes without a byte. `reset`: resets. `headers`: closes amid the headers. `body`: announces more than it sends.
 * `garbage`: what it sends is not HTTP. `never`: keeps the connection and says nothing.
 */
export type Cut = 'silent' | 'reset' | 'headers' | 'body' | 'garbage' | 'never';

export interface Behaviour extends Answer {
  /** Absolute URL, or a path. */
  readonly redirect?: string;
  readonly preflight?: Answer & { readonly redirect?: string };
}

export function queryOf(behaviour: Behaviour): [name: string, value: string][] {
  const { preflight, ...answer } = behaviour;
  return [
    ...parametersOf(answer),
    ...(preflight ? parametersOf(preflight) : []).map(([name, value]): [string, string] => [
      `preflight.${name}`,
      value,
    ]),
    // An empty preflight still differs from none: it is answered 200 without a header.
    ...(preflight && Object.keys(preflight).length === 0 ? [['preflight.status', '200'] as [string, string]] : []),
  ];
}

function parametersOf(answer: Omit<Behaviour, 'preflight'>): [string, string][] {
  return Object.entries(answer).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    if (value === undefined || value === false) return [];
    if (key === 'headers') return (value as string[]).map((line) => ['header', line]);
    if (key === 'early') return (value as string[]).map((line) => ['early', line]);
    if (key === 'status' && Array.isArray(value)) return value.map((status) => ['status', String(status)]);
    if (key === 'delay' && Array.isArray(value)) return [['delay', value.join('-')]];
    return [[key, value === true ? '' : String(value)]];
  });
}

export function behaviourOf(query: URLSearchParams): Behaviour {
  const preflight = new URLSearchParams();
  for (const [name, value] of query) {
    if (name.startsWith('preflight.')) preflight.append(name.slice('preflight.'.length), value);
  }
  return preflight.size > 0 ? { ...answerOf(query), preflight: answerOf(preflight) } : answerOf(query);
}

function answerOf(query: URLSearchParams): Omit<Behaviour, 'preflight'> {
  const statuses = query.getAll('status').map(Number);
  const delay = query.get('delay')?.split('-').map(Number);
  const text = <Name extends string>(name: Name): { [name in Name]?: string } => {
    const value = query.get(name);
    return value === null ? {} : ({ [name]: value } as { [name in Name]: string });
  };
  const number = <Name extends string>(name: Name): { [name in Name]?: number } => {
    const value = query.get(name);
    return value === null ? {} : ({ [name]: Number(value) } as { [name in Name]: number });
  };
  return {
    ...(statuses.length > 0 && { status: statuses }),
    ...(query.has('header') && { headers: query.getAll('header') }),
    ...(query.has('early') && { early: query.getAll('early') }),
    ...(delay && { delay: [delay[0] ?? 0, delay[1] ?? delay[0] ?? 0] as const }),
    ...text('reason'),
    ...text('type'),
    ...text('body'),
    ...number('bytes'),
    ...number('padding'),
    ...text('etag'),
    ...text('redirect'),
    ...(query.has('pixel') && { pixel: true }),
    ...(query.has('cut') && { cut: query.get('cut') as Cut }),
    ...(query.has('numbered') && { numbered: true }),
  };
}
