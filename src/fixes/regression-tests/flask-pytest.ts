import type { RegressionTest, TestCase } from '../regression-test';
import { pythonChecks } from './python-checks';

export const flaskPytest = (test: TestCase): RegressionTest => ({
  language: 'python',
  file: 'test_cors.py',
  run: 'pytest test_cors.py',
  code: `from app import app  # the module that makes the application

${pythonChecks(test, send)}`,
});

const send = `def send(method, headers):
    answer = app.test_client().open(TARGET, method=method, headers=headers)
    return answer.status_code, answer.headers
`;
