import type { RegressionTest, TestCase } from '../regression-test';
import { pythonString } from '../strings/python';
import { pythonChecks } from './python-checks';

export const djangoPytest = (test: TestCase): RegressionTest => ({
  language: 'python',
  file: 'test_cors.py',
  run: 'pip install pytest-django && DJANGO_SETTINGS_MODULE=project.settings pytest test_cors.py',
  code: `from django.test import Client

${pythonChecks(test, send(test.url.hostname))}`,
});

const send = (host: string): string => `def send(method, headers):
    meta = {'HTTP_' + name.upper().replace('-', '_'): value for name, value in headers.items()}
    client = Client(SERVER_NAME=${pythonString(host)}, raise_request_exception=False)
    answer = client.generic(method, TARGET, **meta)
    return answer.status_code, answer.headers
`;
