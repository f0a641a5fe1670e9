import { corsCheck } from '../fetch-standard/cors-check';
import { type CorsPreflightFetchResult, corsPreflightFetch } from '../fetch-standard/cors-preflight-fetch';
import type { CredentialsMode } from '../fetch-standard/credentials-mode';
import { departuresOf } from '../fetch-standard/departures';
import { httpRedirectFetch, locationOf } from '../fetch-standard/http-redirect-fetch';
import { parsedUrl } from '../fetch-standard/origin';
import { isRedirectStatus } from '../fetch-standard/status';
import { orderOf } from './check-order';
import type { Answer, Broken, SpecStep, Subject } from './rule';
import { rules } from './rules/index';
import { localNetworkStep } from './rules/local-network-access';
import type { Stopped } from './stopped';

/** The standard's own answer: null when the answer passes, else the step that refused it. Rules only explain it. */
export function refusedAt(subject: Subject): SpecStep | null {
  const origin = subject.origin;
  const responseHeaders = subject.headerList;
  if (subject.stopped !== null) return stoppedStep(subject.stopped);
  if (failsBeforeCors(subject)) return null;
  if (subject.on === 'preflight') {
    // HTTP-network-or-cache fetch does not follow redirects, and a redirect status is not an ok status.
    if (isRedirectStatus(subject.status) && locationOf(responseHeaders) !== null) {
      return { algorithm: 'CORS-preflight fetch', step: '7' };
    }
    return stepOf(corsPreflightFetch({ responseHeaders, ...subject }, departuresOf(subject.browser)));
  }

  if (subject.tainting === 'cors') {
    const check = corsCheck({ origin, credentialsMode: subject.credentialsMode, responseHeaders });
    if (check.result === 'failure') return { algorithm: 'CORS check', step: check.step };
  }
  const redirect = httpRedirectFetch({
    origin: subject.pageOrigin,
    urlList: subject.urlList,
    method: subject.method,
    mode: 'cors',
    responseTainting: subject.tainting,
    streamBody: false,
    status: subject.status,
    responseHeaders,
  });
  // The other failures of a redirect (too many, another scheme) are no matter of CORS.
  return redirect.result === 'failure' && (redirect.step === '9' || redirect.step === '10')
    ? { algorithm: 'HTTP-redirect fetch', step: redirect.step }
    : null;
}

function stoppedStep(stopped: Stopped): SpecStep {
  switch (stopped.kind) {
    case 'preflight redirected by the browser':
      return { algorithm: 'CORS-preflight fetch', step: '7' };
    case 'local network':
      // Not in the standard yet: its draft hooks into HTTP-network fetch.
      return { algorithm: 'Local Network Access check', step: localNetworkStep(stopped.why) };
    // Its step 4 holds the preflight and the CORS check; which of the two it was is what is not known.
    case 'answer not recorded':
      return { algorithm: 'HTTP fetch', step: '4' };
    case 'mode same-origin':
    case 'mode no-cors with redirect mode':
    case 'scheme':
      return { algorithm: 'Main fetch', step: '12' };
  }
}

/** The network layers of Chromium and Firefox fail on a `Location` that is no URL before CORS gets to see the answer. */
function failsBeforeCors({ browser, status, headerList, url }: Answer): boolean {
  const isTheirs = browser === 'chromium' || browser === 'firefox';
  const location = isTheirs && isRedirectStatus(status) ? locationOf(headerList) : null;
  return location !== null && parsedUrl(location, url) === null;
}

function stepOf(result: CorsPreflightFetchResult): SpecStep | null {
  if (result.result === 'success') return null;
  return result.step === '7' && result.why === 'CORS check'
    ? { algorithm: 'CORS check', step: result.corsCheck.step }
    : { algorithm: 'CORS-preflight fetch', step: result.step };
}

/** Everything wrong with one answer, in the order in which its browser would find it. */
export function failuresOf(subject: Subject): readonly Broken[] {
  if (failsBeforeCors(subject)) return [];
  const order = orderOf(subject.browser);
  const spoken = new Set<string>();
  const failures: Broken[] = [];
  for (const rule of rules) {
    // Within one step of the CORS check the particular rule silences the general one.
    const key = rule.stage === 'access control' ? rule.spec.step : rule.id;
    if (spoken.has(key)) continue;
    const broken = rule.examine(subject);
    if (broken === null) continue;
    spoken.add(key);
    failures.push(broken);
  }
  return failures.sort((a, b) => order.indexOf(a.rule.stage) - order.indexOf(b.rule.stage));
}

export const subjectOf = (answer: Answer, credentialsMode: CredentialsMode, modeAssumed = false): Subject => ({
  credentialsMode,
  modeAssumed,
  ...answer,
});
