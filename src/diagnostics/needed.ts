import { get } from '../fetch-standard/header-list';
import { isCorsSafelistedMethod } from '../fetch-standard/method';
import { isOkStatus } from '../fetch-standard/status';
import type { Case } from './case';
import { listed } from './checks';
import { subjectOf } from './failures';
import type { Broken, Subject } from './rule';
import type { Needed, NeededAnswer, NeededLine } from './verdict';

/** The smallest set of headers that would pass, for the answers that did not; null where no header can help. */
export function neededOf(c: Case): Needed {
  const [first] = c.failures;
  // Where the browser stopped before any answer, no header would have helped.
  if (first === undefined || first.subject.stopped !== null) return { preflight: null, response: null };
  const hop = first.subject.hop;
  const answerOn = (on: 'preflight' | 'response'): Subject | null => {
    const answer = c.answers.find((a) => a.hop === hop && a.on === on);
    return answer === undefined ? null : subjectOf(answer, c.assumedMode);
  };
  const failing = (on: 'preflight' | 'response'): readonly Broken[] =>
    c.failures.filter(({ subject }) => subject.hop === hop && subject.on === on);

  const preflight = answerOn('preflight');
  const response = answerOn('response');
  return {
    preflight: preflight !== null && failing('preflight').length > 0 ? needs(preflight) : null,
    response: response === null ? unseen(first.subject) : failing('response').length > 0 ? needs(response) : null,
  };
}

function needs(subject: Subject): NeededAnswer | null {
  const access = accessLines(subject);
  if (access === null) return null;
  return { seen: true, lines: subject.on === 'preflight' ? [...preflightLines(subject), ...access] : access };
}

/** The response that the page will get once the preflight passes has to allow the page, too. */
function unseen(subject: Subject): NeededAnswer | null {
  const lines = accessLines({ ...subject, on: 'response', headerList: [] });
  return lines === null ? null : { seen: false, lines };
}

/** null: the request's origin is `null`, and allowing that is no answer. */
function accessLines(subject: Subject): NeededLine[] | null {
  const { headerList, origin, credentialsMode, on } = subject;
  const include = credentialsMode === 'include';
  const allowed = get(headerList, 'Access-Control-Allow-Origin');
  const passes = allowed === origin || (allowed === '*' && !include);
  if (origin === 'null' && !passes) return null;

  const lines: NeededLine[] = passes
    ? [keep('Access-Control-Allow-Origin', allowed ?? '')]
    : [...removeAll(subject, 'Access-Control-Allow-Origin'), add('Access-Control-Allow-Origin', origin)];
  if (include) {
    const credentials = get(headerList, 'Access-Control-Allow-Credentials');
    lines.push(
      ...(credentials === 'true'
        ? [keep('Access-Control-Allow-Credentials', 'true')]
        : [...removeAll(subject, 'Access-Control-Allow-Credentials'), add('Access-Control-Allow-Credentials', 'true')]),
    );
  }
  if (on === 'response' && !passes && !/(?:^|,)\s*(?:origin|\*)\s*(?:,|$)/i.test(get(headerList, 'Vary') ?? '')) {
    lines.push(add('Vary', 'Origin'));
  }
  return lines;
}

function preflightLines(subject: Subject): NeededLine[] {
  const { status, method, unsafeNames } = subject;
  const lines: NeededLine[] = isOkStatus(status)
    ? [{ op: 'keep', kind: 'status', value: `${status}` }]
    : [
        { op: 'remove', kind: 'status', value: `${status}` },
        { op: 'add', kind: 'status', value: '204' },
      ];
  lines.push(...listLines(subject, 'Access-Control-Allow-Methods', isCorsSafelistedMethod(method) ? [] : [method]));
  lines.push(...listLines(subject, 'Access-Control-Allow-Headers', unsafeNames));
  return lines;
}

function listLines(
  subject: Subject,
  name: 'Access-Control-Allow-Methods' | 'Access-Control-Allow-Headers',
  wanted: readonly string[],
): NeededLine[] {
  const value = get(subject.headerList, name);
  const there = listed(subject, name);
  const wildcard = there.includes('*') && subject.credentialsMode !== 'include';
  const folded = new Set(name === 'Access-Control-Allow-Headers' ? there.map((item) => item.toLowerCase()) : there);
  const missing = wanted.filter((item) => !folded.has(item) && !wildcard);
  const garbled = value !== null && value.trim() !== '' && there.length === 0;
  if (missing.length === 0 && !garbled) return value === null || wanted.length === 0 ? [] : [keep(name, value)];
  const kept = there.filter((item) => item !== '*');
  const list = [...kept, ...missing];
  return [...removeAll(subject, name), ...(list.length > 0 ? [add(name, list.join(', '))] : [])];
}

const add = (name: string, value: string): NeededLine => ({ op: 'add', kind: 'header', name, value });
const keep = (name: string, value: string): NeededLine => ({ op: 'keep', kind: 'header', name, value });

function removeAll({ headerList }: Subject, name: string): NeededLine[] {
  return headerList
    .filter(([n]) => n.toLowerCase() === name.toLowerCase())
    .map(([n, value]) => ({ op: 'remove', kind: 'header', name: n, value }));
}
