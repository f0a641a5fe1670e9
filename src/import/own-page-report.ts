import type { Invisible, PageOutcome, PageReport, PolicyViolation, StackFrame } from '../exchange/exchange';
import { arrayOf, type JsonObject, numberOf, objectOf, textOf } from './loose-json';

/** What the page hook said, read back from a file of ours. */
export function pageReportOf(page: JsonObject | null): PageReport | null {
  const mode = page?.['credentialsMode'];
  if (!page || (mode !== 'omit' && mode !== 'same-origin' && mode !== 'include')) return null;
  return {
    api: page['api'] === 'XMLHttpRequest' ? 'XMLHttpRequest' : 'fetch',
    method: textOf(page['method']) ?? '',
    url: textOf(page['url']) ?? '',
    mode: textOf(page['mode']) ?? '',
    credentialsMode: mode,
    redirect: textOf(page['redirect']) ?? '',
    headerNames: arrayOf(page['headerNames']).filter((name) => typeof name === 'string'),
    uploadListener: page['uploadListener'] === true,
    streamBody: page['streamBody'] === true,
    stack: arrayOf(page['stack']).flatMap(frameOf),
    at: numberOf(page['at']) ?? 0,
    outcome: outcomeOf(objectOf(page['outcome'])),
    violation: violationOf(objectOf(page['violation'])),
  };
}

function outcomeOf(outcome: JsonObject | null): PageOutcome | null {
  const at = numberOf(outcome?.['at']) ?? 0;
  switch (outcome?.['state']) {
    case 'answered':
      return { state: 'answered', at, type: textOf(outcome['type']), status: numberOf(outcome['status']) ?? 0 };
    case 'threw':
      return { state: 'threw', at, name: textOf(outcome['name']) ?? '', message: textOf(outcome['message']) ?? '' };
    default:
      return null;
  }
}

function violationOf(violation: JsonObject | null): PolicyViolation | null {
  if (!violation) return null;
  return {
    directive: textOf(violation['directive']) ?? '',
    disposition: violation['disposition'] === 'report' ? 'report' : 'enforce',
    blockedUrl: textOf(violation['blockedUrl']) ?? '',
    policy: textOf(violation['policy']) ?? '',
    at: numberOf(violation['at']) ?? 0,
  };
}

export function invisibleOf(invisible: JsonObject | null): Invisible | null {
  if (!invisible) return null;
  const evidence = invisible['evidence'] === 'network entry' ? 'network entry' : 'page hook';
  const kind = invisible['kind'];
  switch (kind) {
    case 'csp':
      return { kind, evidence, violation: violationOf(objectOf(invisible['violation'])) };
    case 'mixed-content':
      return { kind, evidence, securePage: textOf(invisible['securePage']) ?? '' };
    case 'mode-same-origin':
    case 'mode-no-cors-redirect':
    case 'mode-no-cors-method':
    case 'scheme-not-cors':
    case 'bad-port':
    case 'url-credentials':
    case 'service-worker':
      return { kind, evidence };
    default:
      return { kind: 'unknown', evidence };
  }
}

function frameOf(value: unknown): StackFrame[] {
  const frame = objectOf(value);
  if (!frame) return [];
  return [
    {
      functionName: textOf(frame['functionName']) ?? '',
      url: textOf(frame['url']) ?? '',
      line: numberOf(frame['line']) ?? 1,
      column: numberOf(frame['column']) ?? 1,
    },
  ];
}
