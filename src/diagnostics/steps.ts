import { corsCheck } from '../fetch-standard/cors-check';
import { departuresOf } from '../fetch-standard/departures';
import { get } from '../fetch-standard/header-list';
import { isNonWildcardRequestHeaderName } from '../fetch-standard/header-names';
import { locationOf } from '../fetch-standard/http-redirect-fetch';
import { isCorsSafelistedMethod } from '../fetch-standard/method';
import { originOfUrl } from '../fetch-standard/origin';
import { isOkStatus, isRedirectStatus } from '../fetch-standard/status';
import type { Case } from './case';
import { refusedAt, subjectOf } from './failures';
import { preflightNeedOf } from './preflight-need';
import { type AlgorithmName, type Subject, specUrl } from './rule';
import type { Step } from './verdict';
import { wire } from './wire';

/** The way through the standard with this exchange's values; what was not reached is there too, marked so. */
export function stepsOf(c: Case): readonly Step[] {
  const steps: Step[] = [];
  let stopped = false;
  const push = (
    on: Step['on'],
    hop: number,
    algorithm: AlgorithmName,
    step: string,
    text: string,
    result: Step['result'],
  ): void => {
    steps.push({ algorithm, step, url: specUrl(algorithm), text, on, hop, result: stopped ? 'not reached' : result });
    if (result === 'failed') stopped = true;
  };

  for (const [index, hop] of c.exchange.hops.entries()) {
    const relation = c.relations[index] ?? 'unknown';
    push(
      'request',
      index,
      'Main fetch',
      '12',
      branch(c, hop.request.url, relation),
      relation === 'unknown' ? 'unknown' : 'passed',
    );
    for (const on of ['preflight', 'response'] as const) {
      const position = c.answers.findIndex((a) => a.hop === index && a.on === on);
      const answer = c.answers[position];
      if (on === 'preflight') {
        if (relation === 'cors') push('request', index, 'HTTP fetch', '4.1', preflightWords(c, index), 'passed');
        if (answer !== undefined) {
          for (const s of preflightSteps(subjectOf(answer, c.assumedMode), c)) push(on, index, ...s);
        }
      } else if (answer !== undefined) {
        const subject = subjectOf(answer, c.assumedMode);
        if (subject.tainting === 'cors') for (const s of checkSteps(subject, c)) push(on, index, ...s);
        for (const s of redirectSteps(subject)) push(on, index, ...s);
      }
    }
  }
  return steps;
}

type Line = [algorithm: AlgorithmName, step: string, text: string, result: Step['result']];

function branch(c: Case, url: string, relation: Case['relation']): string {
  const target = wire(originOfUrl(url));
  const page = c.pageOrigin === null ? 'the page' : wire(c.pageOrigin);
  switch (relation) {
    case 'cors':
      return c.pageOrigin !== null && originOfUrl(url) === c.pageOrigin
        ? `${target} is the page's own origin, but the request was elsewhere before: the CORS protocol applies`
        : `${target} is another origin than ${page}: the CORS protocol applies`;
    case 'same-origin':
      return `${target} is the page's own origin: no CORS check`;
    case 'no-cors':
      return `${target} is requested without CORS: no CORS check, and an answer that scripts cannot read`;
    case 'navigate':
      return 'A navigation: no CORS check';
    case 'unknown':
      return `${target} is another origin than ${page}, and what was recorded does not tell in which mode it was requested`;
  }
}

function preflightWords(c: Case, index: number): string {
  const hop = c.exchange.hops[index];
  const { needed, answeredFrom, triggers } = preflightNeedOf(c);
  if (hop?.preflight != null || needed === true) {
    const reasons = triggers.map((t) =>
      t.kind === 'method' ? wire(t.method) : t.kind === 'header' ? wire(t.name) : t.kind,
    );
    const because = reasons.length === 0 ? '' : `: ${reasons.join(', ')}`;
    return answeredFrom === 'preflight cache'
      ? `A preflight is needed${because}; its answer came from the preflight cache`
      : `A preflight is needed${because}`;
  }
  return needed === false ? 'No preflight is needed' : 'What was recorded does not tell whether a preflight is needed';
}

/** CORS check, 2 to 8, as far as it goes. */
function checkSteps(subject: Subject, c: Case): readonly Line[] {
  const { headerList, origin, credentialsMode } = subject;
  const decided = corsCheck({ origin, credentialsMode, responseHeaders: headerList });
  const allowed = get(headerList, 'Access-Control-Allow-Origin');
  const include = credentialsMode === 'include';
  const open =
    c.credentialsMode === null &&
    corsCheck({ origin, credentialsMode: 'include', responseHeaders: headerList }).result !== decided.result;
  const mode =
    c.credentialsMode === null
      ? 'the credentials mode is not known'
      : `the credentials mode is ${wire(credentialsMode)}`;
  const at = (step: '2' | '3' | '4' | '5' | '7' | '8', text: string): Line => [
    'CORS check',
    step,
    text,
    Number(step) < Number(decided.step)
      ? 'passed'
      : step !== decided.step
        ? 'not reached'
        : decided.result === 'failure'
          ? 'failed'
          : open
            ? 'unknown'
            : 'passed',
  ];
  const lines: Line[] = [
    at(
      '2',
      allowed === null
        ? '`Access-Control-Allow-Origin` is missing'
        : `\`Access-Control-Allow-Origin\` is ${wire(allowed)}`,
    ),
  ];
  if (decided.step === '2') return lines;
  if (allowed === '*') lines.push(at('3', `\`*\` allows every origin unless credentials are included; ${mode}`));
  if (decided.step === '3') return lines;
  lines.push(
    at(
      '4',
      allowed === origin
        ? `${wire(allowed)} is the request's origin`
        : `${wire(allowed ?? '')} is not the request's origin ${wire(origin)}`,
    ),
  );
  if (decided.step === '4') return lines;
  lines.push(
    at(
      '5',
      include
        ? 'Credentials are included, so they must be allowed too'
        : `No more is needed unless credentials are included; ${mode}`,
    ),
  );
  if (decided.step === '5') return lines;
  const credentials = get(headerList, 'Access-Control-Allow-Credentials');
  const has = credentials === null ? 'is missing' : `is ${wire(credentials)}`;
  lines.push(at(decided.step === '7' ? '7' : '8', `\`Access-Control-Allow-Credentials\` ${has}`));
  return lines;
}

function preflightSteps(subject: Subject, c: Case): readonly Line[] {
  const { status, headerList, method, unsafeNames, credentialsMode } = subject;
  const decided = refusedAt(subject);
  const fetch = 'CORS-preflight fetch';
  const failedAt = (step: string): Step['result'] =>
    decided?.algorithm === fetch && decided.step === step ? 'failed' : 'passed';
  const redirected = isRedirectStatus(status) && locationOf(headerList) !== null;
  if (redirected)
    return [
      [
        fetch,
        '7',
        `The preflight was answered ${status}, a redirect to ${wire(locationOf(headerList) ?? '')}`,
        'failed',
      ],
    ];

  const lines: Line[] = [...checkSteps(subject, c)];
  lines.push([
    fetch,
    '7',
    `The preflight was answered ${status}${isOkStatus(status) ? '' : ', which is not an ok status (200–299)'}`,
    isOkStatus(status) ? 'passed' : 'failed',
  ]);
  const methods = get(headerList, 'Access-Control-Allow-Methods');
  const names = get(headerList, 'Access-Control-Allow-Headers');
  lines.push([
    fetch,
    '7.3',
    `\`Access-Control-Allow-Methods\` ${methods === null ? 'is missing' : `is ${wire(methods)}`}, \`Access-Control-Allow-Headers\` ${names === null ? 'is missing' : `is ${wire(names)}`}`,
    failedAt('7.3'),
  ]);
  lines.push([
    fetch,
    '7.5',
    isCorsSafelistedMethod(method)
      ? `${wire(method)} need not be listed`
      : `${wire(method)} must be listed, or \`*\` without credentials; the mode is ${wire(credentialsMode)}`,
    failedAt('7.5'),
  ]);
  if (unsafeNames.some(isNonWildcardRequestHeaderName)) {
    const covered = departuresOf(subject.browser).authorizationCoveredByWildcard;
    lines.push([
      fetch,
      '7.6',
      `\`Authorization\` must be listed by name${covered ? '; today’s browsers still let `*` cover it' : ''}`,
      failedAt('7.6'),
    ]);
  }
  lines.push([
    fetch,
    '7.7',
    unsafeNames.length === 0
      ? 'No request header needs to be listed'
      : `${wire(unsafeNames.join(', '))} must be listed`,
    failedAt('7.7'),
  ]);
  return lines;
}

function redirectSteps(subject: Subject): readonly Line[] {
  const location = locationOf(subject.headerList);
  if (!isRedirectStatus(subject.status) || location === null) return [];
  const decided = refusedAt(subject);
  if (decided?.algorithm === 'HTTP-redirect fetch') {
    return [['HTTP-redirect fetch', decided.step, 'The URL in `Location` carries a user name or password', 'failed']];
  }
  return [['HTTP-redirect fetch', '21', `The request goes on to ${wire(withoutUserinfo(location))}`, 'passed']];
}

const withoutUserinfo = (location: string): string => location.replace(/^([a-z][a-z0-9+.-]*:)?\/\/[^/?#]*@/i, '$1//');
