import type { CorsPolicy, Framework } from './fix';
import { refusal } from './refusal';
import { curlPair } from './regression-tests/curl-pair';
import { djangoPytest } from './regression-tests/django-pytest';
import { flaskPytest } from './regression-tests/flask-pytest';
import { honoTest } from './regression-tests/hono-test';
import { supertest } from './regression-tests/supertest';

/** The request that was blocked, as far as a test repeats it. */
export interface TestedRequest {
  readonly url: string;
  readonly method: string;
  /** The page's origin, which the policy allows. */
  readonly origin: string;
}

/** What a family's file needs to know: everything in it has passed `refusal()`. */
export interface TestCase {
  /** Without user, password, query and fragment. */
  readonly url: URL;
  /** The path. Not the query: it may hold a token, and no CORS answer hangs on it. */
  readonly target: string;
  readonly method: string;
  readonly origin: string;
  readonly policy: CorsPolicy;
  /** What `Access-Control-Allow-Origin` must say. */
  readonly allowOrigin: string;
  /** Does the browser ask first? Then OPTIONS is tested too. */
  readonly preflighted: boolean;
}

export interface RegressionTest {
  readonly language: 'js' | 'python' | 'sh';
  /** `cors.test.mjs` */
  readonly file: string;
  /** How to run it. */
  readonly run: string;
  readonly code: string;
}

/**
 * A test that fails on the server as it is and passes with the policy in place, in what the framework's people use;
 * null where the request cannot be repeated (an address that is not http, a policy that is refused).
 */
export function regressionTest(
  framework: Pick<Framework, 'id'>,
  policy: CorsPolicy,
  request: TestedRequest,
): RegressionTest | null {
  if (!/^https?:/i.test(request.url) || !URL.canParse(request.url)) return null;
  const strings = { ...policy, methods: [request.method, ...policy.methods], origins: [request.origin] as const };
  if (refusal(policy) !== null || refusal(strings) !== null) return null;
  const { origin, pathname } = new URL(request.url);
  const url = new URL(origin + pathname);
  const test: TestCase = {
    url,
    target: url.pathname,
    method: request.method,
    origin: request.origin,
    policy,
    allowOrigin: policy.origins === '*' ? '*' : request.origin,
    preflighted: !['GET', 'HEAD', 'POST'].includes(request.method) || policy.requestHeaders.length > 0,
  };
  return (families[framework.id] ?? curlPair)(test);
}

const families: Readonly<Record<string, (test: TestCase) => RegressionTest>> = {
  ...supertest,
  hono: honoTest,
  flask: flaskPytest,
  django: djangoPytest,
};
