import type { RegressionTest, TestCase } from '../regression-test';
import { shellWord } from '../strings/shell';

/** For every server that can be reached: the preflight and the request as the browser sends them, checked line by line. */
export function curlPair(test: TestCase): RegressionTest {
  const { method, policy } = test;
  const share = [
    `is "$answer" Access-Control-Allow-Origin ${test.allowOrigin === '*' ? "'*'" : '"$origin"'}`,
    ...(policy.credentials ? ['is "$answer" Access-Control-Allow-Credentials true'] : []),
  ];
  const preflight = [
    '',
    '# the preflight',
    'answer=$(headers -X OPTIONS \\',
    `  -H ${shellWord(`Access-Control-Request-Method: ${method}`)} \\`,
    `  -H ${shellWord(`Access-Control-Request-Headers: ${policy.requestHeaders.join(',')}`)})`,
    "printf '%s\\n' \"$answer\" | head -n 1 | grep -Eq '^HTTP/[0-9.]+ 2' || failed 'OPTIONS is not answered with 2xx'",
    ...share,
    `lists "$answer" Access-Control-Allow-Methods ${shellWord(method)} ''`,
    ...policy.requestHeaders.map((name) => `lists "$answer" Access-Control-Allow-Headers ${shellWord(name)} -i`),
  ];
  return {
    language: 'sh',
    file: 'cors-test.sh',
    run: 'sh cors-test.sh',
    code: `#!/bin/sh
# Ends with 0 when a browser would share this answer with the page.
set -u
url=${shellWord(test.url.href)}
origin=${shellWord(test.origin)}

headers() { curl -sS -o /dev/null -D - "$@" -H "Origin: $origin" "$url" | tr -d '\\r'; }
failed() { echo "$1" >&2; exit 1; }
value() { printf '%s\\n' "$1" | grep -i "^$2:" | cut -d: -f2- | sed 's/^ *//'; }
is() { [ "$(value "$1" "$2")" = "$3" ] || failed "$2 is '$(value "$1" "$2")' instead of '$3'"; }
lists() { value "$1" "$2" | tr ',' '\\n' | tr -d ' ' | grep -qxF $4 -- "$3" || failed "$2 does not list $3"; }
${test.preflighted ? `${preflight.join('\n')}\n` : ''}
# the request
answer=$(headers ${method === 'HEAD' ? '--head' : `-X ${shellWord(method)}`})
${share.join('\n')}
${test.allowOrigin === '*' ? '' : foreign}`,
  };
}

const foreign = `
# another website
origin='https://other.example'
headers | grep -iq '^Access-Control-Allow-Origin: \\(\\*\\|https://other.example\\)$' && failed 'every website is allowed'
exit 0
`;
