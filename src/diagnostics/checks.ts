import { extractHeaderListValues } from '../fetch-standard/extract-header-list-values';
import { get } from '../fetch-standard/header-list';
import { locationOf } from '../fetch-standard/http-redirect-fetch';
import { isCorsSafelistedMethod } from '../fetch-standard/method';
import { isOkStatus, isRedirectStatus } from '../fetch-standard/status';
import type { Case } from './case';
import { orderOf } from './check-order';
import { failuresOf, subjectOf } from './failures';
import type { Found } from './hint';
import type { Broken, Stage, Subject } from './rule';
import type { Check } from './verdict';

/** The table Sent | Received | Needed, answer by answer, in the order in which this browser checks. */
export function checksOf(c: Case, cause: Found | null): readonly Check[] {
  const [stopped] = c.outcome === 'blocked' ? c.failures : [];
  return c.answers.flatMap((answer, index) => {
    const { on } = answer;
    if (on === 'request') return [];
    if (answer.tainting === 'basic' && !c.failures.some((f) => f.subject.hop === answer.hop)) return [];
    const subject = subjectOf(answer, c.assumedMode);
    const passed = c.treatments[index] === 'passed';
    // With an unknown credentials mode, what fails only for credentialed requests is not decided.
    const open =
      c.credentialsMode === null && !passed ? new Set(failuresOf(subjectOf(answer, 'include')).map(checkNameOf)) : null;
    const failed = new Map<string, Check['state']>();
    for (const broken of passed ? [] : failuresOf(subject)) {
      const state = stopped !== undefined && sameFailure(broken, stopped) ? 'stopped here' : 'fails next';
      if (failed.get(checkNameOf(broken)) !== 'stopped here') failed.set(checkNameOf(broken), state);
    }
    return linesOf(subject, c).map(({ line, applies }): Check => {
      const state = (): Check['state'] => {
        const failure = failed.get(line.name);
        if (failure === 'stopped here') return failure;
        const causes =
          cause?.check === line.name && cause.on === subject.on && (cause.hop ?? answer.hop) === answer.hop;
        if (causes) return 'the cause';
        if (failure !== undefined) return failure;
        if (open?.has(line.name)) return 'unknown';
        return applies ? 'passed' : 'not needed';
      };
      return { ...line, on, hop: subject.hop, state: state() };
    });
  });
}

const sameFailure = (a: Broken, b: Broken): boolean =>
  a.rule.id === b.rule.id && a.subject.on === b.subject.on && a.subject.hop === b.subject.hop;

/** Which line of the table shows a broken rule. */
export function checkNameOf(broken: Broken): string {
  return broken.rule.id === 'allow-credentials-not-true' ? allowCredentials : nameOfStage[broken.rule.stage];
}

const allowOrigin = 'Access-Control-Allow-Origin';
const allowCredentials = 'Access-Control-Allow-Credentials';
const allowMethods = 'Access-Control-Allow-Methods';
const allowHeaders = 'Access-Control-Allow-Headers';

const nameOfStage: Record<Stage, string> = {
  'before any answer': 'Request',
  'redirected preflight': 'Status',
  status: 'Status',
  'access control': allowOrigin,
  'methods syntax': allowMethods,
  method: allowMethods,
  'headers syntax': allowHeaders,
  headers: allowHeaders,
  redirect: 'Location',
};

interface Line {
  readonly line: Pick<Check, 'name' | 'sent' | 'received' | 'needed'>;
  readonly applies: boolean;
}

function linesOf(subject: Subject, c: Case): readonly Line[] {
  const { headerList, origin, method, unsafeNames, status } = subject;
  const include = subject.credentialsMode === 'include';
  const lines = new Map<string, Line>();
  const add = (applies: boolean, name: string, sent: string, received: string | null, needed: string): void => {
    lines.set(name, { applies, line: { name, sent, received, needed } });
  };

  if (subject.tainting === 'cors') {
    add(true, allowOrigin, origin, get(headerList, allowOrigin), origin === 'null' ? (include ? '' : '*') : origin);
    add(
      include,
      allowCredentials,
      c.credentialsMode?.value ?? 'credentials mode unknown',
      get(headerList, allowCredentials),
      include ? 'true' : '',
    );
  }
  if (subject.on === 'preflight') {
    add(true, 'Status', 'OPTIONS', `${status}`, isOkStatus(status) ? `${status}` : '204');
    const needsMethod = !isCorsSafelistedMethod(method);
    add(needsMethod, allowMethods, method, get(headerList, allowMethods), needsMethod ? method : '');
    const needsHeaders = unsafeNames.length > 0;
    add(needsHeaders, allowHeaders, unsafeNames.join(', '), get(headerList, allowHeaders), unsafeNames.join(', '));
  } else if (isRedirectStatus(status) && locationOf(headerList) !== null) {
    add(true, 'Location', method, locationOf(headerList), '');
  }

  // A redirected preflight is judged by its status at another place than other statuses are.
  const redirected = isRedirectStatus(status) && locationOf(headerList) !== null;
  const stages = orderOf(subject.browser).filter((stage) => stage !== (redirected ? 'status' : 'redirected preflight'));
  return [...new Set(stages.map((stage) => nameOfStage[stage]))]
    .flatMap((name) => (name === allowOrigin ? [allowOrigin, allowCredentials] : [name]))
    .flatMap((name) => lines.get(name) ?? []);
}

/** The names in a list header that are well-formed; for building a longer list. */
export function listed(subject: Subject, name: typeof allowMethods | typeof allowHeaders): readonly string[] {
  return [...new Set(extractHeaderListValues(name, subject.headerList)?.values)];
}
