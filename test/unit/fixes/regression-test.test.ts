import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { regressionTest } from '../../../src/fixes/regression-test';
import { fullPolicy, publicRead } from './code-of';

const request = { url: "https://api.example/v1/orders?q='$(x)", method: 'PUT', origin: 'https://app.example' };

describe('the regression test', () => {
  it('of Express is written with supertest', () => {
    expect(regressionTest({ id: 'express' }, fullPolicy, request)?.code).toMatchInlineSnapshot(`
      "import assert from 'node:assert/strict';
      import { test } from 'node:test';
      import request from 'supertest';
      import { app } from './app.js'; // the application, exported before it listens

      const target = '/v1/orders';
      const origin = 'https://app.example';

      test('the preflight is answered', async () => {
        const response = await request(app)
          .options(target)
          .set('Origin', origin)
          .set('Access-Control-Request-Method', 'PUT')
          .set('Access-Control-Request-Headers', 'authorization,content-type');
        assert.ok(response.ok, \`status \${response.status}\`);
        assert.equal(response.headers['access-control-allow-origin'], origin);
        const listed = (name) => (response.headers[name] ?? '').split(',').map((item) => item.trim());
        assert.ok(listed('access-control-allow-methods').includes('PUT'));
        const headers = listed('access-control-allow-headers').map((name) => name.toLowerCase());
        for (const name of ['authorization', 'content-type']) assert.ok(headers.includes(name), name);
      });

      test('the response is shared with the page', async () => {
        const response = await request(app).put(target).set('Origin', origin);
        assert.equal(response.headers['access-control-allow-origin'], origin);
        assert.equal(response.headers['access-control-allow-credentials'], 'true');
      });

      test('another website is not allowed', async () => {
        const response = await request(app).get(target).set('Origin', 'https://other.example');
        assert.notEqual(response.headers['access-control-allow-origin'], 'https://other.example');
        assert.notEqual(response.headers['access-control-allow-origin'], '*');
      });
      "
    `);
  });

  it('of Flask is written with pytest', () => {
    expect(regressionTest({ id: 'flask' }, fullPolicy, request)?.code).toMatchInlineSnapshot(`
      "from app import app  # the module that makes the application

      TARGET = '/v1/orders'
      ORIGIN = 'https://app.example'


      def send(method, headers):
          answer = app.test_client().open(TARGET, method=method, headers=headers)
          return answer.status_code, answer.headers


      def listed(headers, name, spelled=str):
          return [spelled(item.strip()) for item in headers.get(name, '').split(',')]


      def test_the_preflight_is_answered():
          status, headers = send(
              'OPTIONS',
              {
                  'Origin': ORIGIN,
                  'Access-Control-Request-Method': 'PUT',
                  'Access-Control-Request-Headers': 'authorization,content-type',
              },
          )
          assert 200 <= status < 300
          assert headers.get('Access-Control-Allow-Origin') == ORIGIN
          assert 'PUT' in listed(headers, 'Access-Control-Allow-Methods')
          assert 'authorization' in listed(headers, 'Access-Control-Allow-Headers', str.lower)
          assert 'content-type' in listed(headers, 'Access-Control-Allow-Headers', str.lower)


      def test_the_response_is_shared_with_the_page():
          status, headers = send('PUT', {'Origin': ORIGIN})
          assert headers.get('Access-Control-Allow-Origin') == ORIGIN
          assert headers.get('Access-Control-Allow-Credentials') == 'true'


      def test_another_website_is_not_allowed():
          status, headers = send('GET', {'Origin': 'https://other.example'})
          assert headers.get('Access-Control-Allow-Origin') not in ('*', 'https://other.example')
      "
    `);
  });

  it('of Django is written with pytest', () => {
    expect(regressionTest({ id: 'django' }, publicRead, { ...request, method: 'GET' })?.code).toMatchInlineSnapshot(`
      "from django.test import Client

      TARGET = '/v1/orders'
      ORIGIN = 'https://app.example'


      def send(method, headers):
          meta = {'HTTP_' + name.upper().replace('-', '_'): value for name, value in headers.items()}
          client = Client(SERVER_NAME='api.example', raise_request_exception=False)
          answer = client.generic(method, TARGET, **meta)
          return answer.status_code, answer.headers


      def listed(headers, name, spelled=str):
          return [spelled(item.strip()) for item in headers.get(name, '').split(',')]


      def test_the_response_is_shared_with_the_page():
          status, headers = send('GET', {'Origin': ORIGIN})
          assert headers.get('Access-Control-Allow-Origin') == '*'
      "
    `);
  });

  it('of everything else is a pair of curl calls', () => {
    const test = regressionTest({ id: 'nginx' }, fullPolicy, request);
    expect(test?.code).toMatchInlineSnapshot(`
      "#!/bin/sh
      # Ends with 0 when a browser would share this answer with the page.
      set -u
      url='https://api.example/v1/orders'
      origin='https://app.example'

      headers() { curl -sS -o /dev/null -D - "$@" -H "Origin: $origin" "$url" | tr -d '\\r'; }
      failed() { echo "$1" >&2; exit 1; }
      value() { printf '%s\\n' "$1" | grep -i "^$2:" | cut -d: -f2- | sed 's/^ *//'; }
      is() { [ "$(value "$1" "$2")" = "$3" ] || failed "$2 is '$(value "$1" "$2")' instead of '$3'"; }
      lists() { value "$1" "$2" | tr ',' '\\n' | tr -d ' ' | grep -qxF $4 -- "$3" || failed "$2 does not list $3"; }

      # the preflight
      answer=$(headers -X OPTIONS \\
        -H 'Access-Control-Request-Method: PUT' \\
        -H 'Access-Control-Request-Headers: authorization,content-type')
      printf '%s\\n' "$answer" | head -n 1 | grep -Eq '^HTTP/[0-9.]+ 2' || failed 'OPTIONS is not answered with 2xx'
      is "$answer" Access-Control-Allow-Origin "$origin"
      is "$answer" Access-Control-Allow-Credentials true
      lists "$answer" Access-Control-Allow-Methods 'PUT' ''
      lists "$answer" Access-Control-Allow-Headers 'authorization' -i
      lists "$answer" Access-Control-Allow-Headers 'content-type' -i

      # the request
      answer=$(headers -X 'PUT')
      is "$answer" Access-Control-Allow-Origin "$origin"
      is "$answer" Access-Control-Allow-Credentials true

      # another website
      origin='https://other.example'
      headers | grep -iq '^Access-Control-Allow-Origin: \\(\\*\\|https://other.example\\)$' && failed 'every website is allowed'
      exit 0
      "
    `);
    execFileSync('sh', ['-n'], { input: test?.code });
  });

  it('is none where nothing can be asked', () => {
    expect(regressionTest({ id: 'nginx' }, fullPolicy, { ...request, url: 'file:///x' })).toBeNull();
    expect(regressionTest({ id: 'nginx' }, fullPolicy, { ...request, method: 'A B' })).toBeNull();
    expect(regressionTest({ id: 'nginx' }, { ...publicRead, credentials: true }, request)).toBeNull();
  });
});
