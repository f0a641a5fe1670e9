import type { TestCase } from '../regression-test';
import { pythonString } from '../strings/python';

/** The tests of one application, written once; `send` says how this framework's test client makes a request. */
export function pythonChecks(test: TestCase, send: string): string {
  const { policy, method } = test;
  const allowed = test.allowOrigin === '*' ? "'*'" : 'ORIGIN';
  const preflight = `

def test_the_preflight_is_answered():
    status, headers = send(
        'OPTIONS',
        {
            'Origin': ORIGIN,
            'Access-Control-Request-Method': ${pythonString(method)},
            'Access-Control-Request-Headers': ${pythonString(policy.requestHeaders.join(','))},
        },
    )
    assert 200 <= status < 300
    assert headers.get('Access-Control-Allow-Origin') == ${allowed}
    assert ${pythonString(method)} in listed(headers, 'Access-Control-Allow-Methods')
${policy.requestHeaders.map((name) => `    assert ${pythonString(name.toLowerCase())} in listed(headers, 'Access-Control-Allow-Headers', str.lower)\n`).join('')}`;
  return `TARGET = ${pythonString(test.target)}
ORIGIN = ${pythonString(test.origin)}


${send}

def listed(headers, name, spelled=str):
    return [spelled(item.strip()) for item in headers.get(name, '').split(',')]
${test.preflighted ? preflight : ''}

def test_the_response_is_shared_with_the_page():
    status, headers = send(${pythonString(method)}, {'Origin': ORIGIN})
    assert headers.get('Access-Control-Allow-Origin') == ${allowed}
${policy.credentials ? "    assert headers.get('Access-Control-Allow-Credentials') == 'true'\n" : ''}${test.allowOrigin === '*' ? '' : foreign}`;
}

const foreign = `

def test_another_website_is_not_allowed():
    status, headers = send('GET', {'Origin': 'https://other.example'})
    assert headers.get('Access-Control-Allow-Origin') not in ('*', 'https://other.example')
`;
