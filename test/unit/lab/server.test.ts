import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { queryOf } from '../../lab/server/behaviour';
import { type Lab, startLab } from '../../lab/server/lab';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab.close());

/** The bytes that come back, up to the end of the connection. */
function wire(request: string, port = lab.ports.api): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
    });
    socket.on('close', () => resolve(received)).on('error', reject);
    socket.write(request.trim().replaceAll(/\n */g, '\r\n').concat('\r\n\r\n'));
  });
}

const target = (behaviour: Parameters<typeof queryOf>[0]) => `/x?${new URLSearchParams(queryOf(behaviour))}`;

describe('an answer is written as it was asked for', () => {
  test('with repeated, empty and oddly cased lines in their order', async () => {
    const headers = ['aCCESS-control-Allow-Origin: *', 'Access-Control-Allow-Origin:', 'X: \\x01\\t{origin}'];
    const answer = await wire(`GET ${target({ status: 299, reason: 'Fine', headers })} HTTP/1.1
      Origin: http://app.example:3000`);
    expect(answer.split('\r\n').slice(0, 4)).toEqual([
      'HTTP/1.1 299 Fine',
      'aCCESS-control-Allow-Origin: *',
      'Access-Control-Allow-Origin:',
      'X: \x01\thttp://app.example:3000',
    ]);
  });

  test('with the parts of the origin', async () => {
    const headers = ['A: {scheme} {host} {hostname} {port} {ORIGIN} {other}'];
    const answer = await wire(`GET ${target({ headers })} HTTP/1.1
      Origin: http://app.example:3000`);
    expect(answer).toContain('A: http app.example:3000 app.example 3000 HTTP://APP.EXAMPLE:3000 {other}\r\n');
  });

  test('to a method that Node’s parser does not know', async () => {
    expect(await wire(`patch ${target({})} HTTP/1.1`)).toMatch(/^HTTP\/1.1 200 OK\r\n/);
  });
});

describe('a preflight', () => {
  const options = (behaviour: Parameters<typeof queryOf>[0]) =>
    wire(`OPTIONS ${target(behaviour)} HTTP/1.1
      Access-Control-Request-Method: PUT`);

  test('is answered as said for preflights', async () => {
    expect(await options({ preflight: { status: 404 } })).toMatch(/^HTTP\/1.1 404 Not Found\r\n/);
  });

  test('is answered like the request when nothing is said', async () => {
    expect(await options({ status: 503 })).toMatch(/^HTTP\/1.1 503 Service Unavailable\r\n/);
  });

  test('is not what an OPTIONS request of the page is', async () => {
    const answer = await wire(`OPTIONS ${target({ preflight: { status: 404 } })} HTTP/1.1`);
    expect(answer).toMatch(/^HTTP\/1.1 200 OK\r\n/);
  });
});

test('statuses take turns, the last one stays', async () => {
  const asked = target({ status: [401, 200] });
  const statuses = [];
  for (let turn = 0; turn < 3; turn++) statuses.push((await wire(`GET ${asked} HTTP/1.1`)).slice(9, 12));
  expect(statuses).toEqual(['401', '200', '200']);
});

test.each([
  ['silent', /^$/],
  ['headers', /^HTTP\/1.1 200 OK\r\nContent-Ty$/],
  ['garbage', /^SSH/],
  ['body', /Content-Length: 10\d\d\r\n[\s\S]*lab\.\n$/],
] as const)('a connection is cut: %s', async (cut, expected) => {
  expect(await wire(`GET ${target({ cut })} HTTP/1.1`)).toMatch(expected);
});

test('nobody listens on the closed port', async () => {
  await expect(wire('GET / HTTP/1.1', lab.ports.closed)).rejects.toThrow('ECONNREFUSED');
});

test('the index page and every scenario’s page are there', async () => {
  const index = await wire('GET / HTTP/1.1', lab.ports.page);
  const urls = [...index.matchAll(/data-url="([^"]+)"/g)].map(([, url]) => new URL(url ?? ''));
  expect(urls.length).toBeGreaterThan(60);
  for (const url of urls.filter(({ protocol }) => protocol === 'http:')) {
    expect(await wire(`GET ${url.pathname} HTTP/1.1`, Number(url.port))).toMatch(/^HTTP\/1.1 200 OK\r\n/);
  }
});
