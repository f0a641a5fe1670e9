import { isRedirectStatus } from '../../../src/fetch-standard/status';
import {
  type ConsoleMessage,
  type FirefoxRecord,
  type FirefoxRequest,
  withoutFragment,
} from '../../support/firefox-recorder';
import { type FirefoxLab, startFirefoxLab } from '../firefox';
import { COUNT_ENTRIES, runnable, runScenarioInFirefox, scenarioOf } from '../run';
import type { Scenario } from '../scenarios/scenario';
import { written } from './compare';
import { shared } from './measure';
import type { Reported } from './report';
import { ANY, named, type PanelSide, type Preflights, type ProtocolSide, panelSides } from './sides';

/** The panel follows the browser by some ten ms; what it has not said after this many is taken as its answer. */
const PATIENCE = 10_000;

/** What nothing that an extension is shown can tell, and Firefox's own word for it. */
export interface Undecided {
  readonly scenario: string;
  readonly reason: string;
  /** A clause: what nothing shows. */
  readonly missing: string;
}

export interface FirefoxAgreement {
  readonly compared: readonly Reported[];
  readonly undecided: readonly Undecided[];
}

/** Deals the scenarios out to several Firefoxes, for most of the time each of them waits. Each comes with a lab of its own. */
export async function measureInFirefoxes(options: {
  /** All that the lab has; a page may use the servers of any. */
  readonly scenarios: readonly Scenario[];
  readonly isChosen?: (scenario: Scenario) => boolean;
  readonly firefoxes: number;
  /** With the switch "Explain invisible failures" on. */
  readonly hook: boolean;
}): Promise<FirefoxAgreement & { readonly chosen: readonly Scenario[] }> {
  const { scenarios, isChosen = () => true, firefoxes, hook } = options;
  const sessions: FirefoxLab[] = [];
  try {
    // One after the other: several that start at once get in each other's way.
    for (let i = 0; i < firefoxes; i++) sessions.push(await startFirefoxLab({ scenarios }));
    const [first] = sessions;
    const chosen = first === undefined ? [] : runnable(scenarios, first.lab, 'firefox').filter(isChosen);
    const shares = shared(chosen, firefoxes);
    const measured = await Promise.all(
      sessions.map((session, index) => measureFirefoxAgreement(session, shares[index] ?? [], hook)),
    );
    return {
      compared: measured.flatMap(({ compared }) => compared),
      undecided: measured.flatMap(({ undecided }) => undecided),
      chosen,
    };
  } finally {
    await Promise.all(sessions.map((session) => session.close()));
  }
}

/** Runs the scenarios one after another beside the real toolbox, and compares what the panel exports at the end with Firefox's console. */
async function measureFirefoxAgreement(
  session: FirefoxLab,
  scenarios: readonly Scenario[],
  hook: boolean,
): Promise<FirefoxAgreement> {
  const { firefox, lab, recorder } = session;
  await recorder.clear();
  await firefox.openTab();
  await firefox.goto(lab.url);
  await firefox.openPanel();
  await firefox.inPanel(PRESS_KEEP_LOG);
  await firefox.inPanel(COUNT_ENTRIES);
  if (hook) await firefox.inPanel(SWITCH_HOOK_ON);
  for (const scenario of scenarios) await runScenarioInFirefox(session, scenario);
  const record = await recorder.read();
  let last: FirefoxAgreement = { compared: [], undecided: [] };
  for (const deadline = Date.now() + PATIENCE; ; await new Promise((retry) => setTimeout(retry, 500))) {
    last = compareFirefox(record, panelSides(await session.exportHar()));
    if (Date.now() > deadline || last.compared.every(({ differences }) => differences.length === 0)) return last;
  }
}

/** As the panel does it; registered when the log's owner says that the page must be loaded anew. */
const SWITCH_HOOK_ON = `
  const channel = new BroadcastChannel('cors-lens-' + chrome.devtools.inspectedWindow.tabId);
  await new Promise((registered) => {
    channel.onmessage = ({ data }) => {
      if (data.state?.pageHook.state === 'reload needed') registered();
    };
    channel.postMessage({ type: 'page-hook', on: true });
  });
`;

const PRESS_KEEP_LOG = `document.querySelector('[aria-label="Keep log"]').click()`;

/** By the number that Firefox gives to a request, so that nothing is matched by guessing. */
export function compareFirefox(record: FirefoxRecord, panel: readonly PanelSide[]): FirefoxAgreement {
  const byId = new Map(panel.map((side) => [side.exchange, side]));
  const { sides, unclaimed } = firefoxSides(record);
  const compared: Reported[] = [];
  const undecided: Undecided[] = [];
  const ids = new Set(sides.map(({ request }) => request.id));
  const ofNoRequest = panel.filter(({ exchange }) => !ids.has(exchange));
  for (const message of unclaimed) {
    const scenario = scenarioOf(message.url) ?? message.url;
    const index = ofNoRequest.findIndex(({ url, firefox }) => isAbout(message, url) && firefox === message.reason);
    const [found] = index < 0 ? [] : ofNoRequest.splice(index, 1);
    if (found) compared.push({ protocol: { ...found, verdict: message.reason }, panel: found, differences: [] });
    else
      undecided.push({
        scenario,
        reason: message.reason,
        missing: 'Firefox shows an extension no event of such a request',
      });
  }
  for (const side of sides) {
    const found = byId.get(side.request.id) ?? null;
    if (found === null && isInvisible(side.request)) continue;
    const differences = found === null ? ['the panel does not have it'] : differencesBetween(side, found);
    const missing = found === null ? missingForAll(side) : missingFor(side, found);
    if (missing !== null) undecided.push({ scenario: side.scenario, reason: side.verdict, missing });
    else compared.push({ protocol: side, panel: found, differences });
  }
  return { compared, undecided };
}

/** Why the panel may not have it at all; null: it should. */
const missingForAll = ({ request }: FirefoxSide): string | null =>
  request.origin === 'null'
    ? 'Firefox names neither the tab nor the origin of a shared worker made of a `data:` URL'
    : null;

/** null: nothing is. */
function missingFor({ verdict, request }: FirefoxSide, panel: PanelSide): string | null {
  const { outcome, ifCredentialed } = panel;
  if (verdict === 'CORSDidNotSucceed' && isRedirectBlamedOnCredentials(request, panel)) {
    return 'a redirect that the page’s policy forbids ends like one that is refused for its credentials, without the page hook';
  }
  if (ifCredentialed === verdict) {
    return 'the credentials mode shows only in a cookie, in a refusal that Firefox reports, or by the page hook';
  }
  if (outcome !== 'allowed') return null;
  // Both end as if the redirect were an answer like any other.
  const { status = null } = request.hops.at(-1) ?? {};
  return verdict === 'NS_BINDING_FAILED' && status !== null && isRedirectStatus(status)
    ? 'the redirect modes `error` and `manual` look alike without the page hook'
    : null;
}

function isRedirectBlamedOnCredentials({ hops }: FirefoxRequest, { outcome, firefox }: PanelSide): boolean {
  const isOfCredentials = firefox === 'CORSMissingAllowCredentials' || firefox === 'CORSNotSupportingCredentials';
  const { status = null } = hops.findLast((hop) => hop.status !== null) ?? {};
  return outcome === 'blocked' && isOfCredentials && status !== null && isRedirectStatus(status);
}

interface FirefoxSide extends Pick<ProtocolSide, 'scenario' | 'method' | 'url' | 'verdict' | 'answer'> {
  /** null: which of several that were under way together they belong to, Firefox tells nobody. */
  readonly preflights: Preflights | null;
  readonly request: FirefoxRequest;
}

/** Requests without the preflights, which are told with the request they were made for; and messages that are about no request. */
function firefoxSides({ requests, messages }: FirefoxRecord): {
  sides: readonly FirefoxSide[];
  unclaimed: readonly ConsoleMessage[];
} {
  const free = [...messages];
  /** Takes the first message about this request that fits. */
  const claim = ({ hops }: FirefoxRequest, fits: (reason: string) => boolean): string | null => {
    const index = free.findIndex((message) => hops.some((hop) => isAbout(message, hop.url)) && fits(message.reason));
    return index < 0 ? null : (free.splice(index, 1)[0]?.reason ?? null);
  };
  const own = requests.filter(({ requestedMethod }) => requestedMethod === null);
  const owned = own.map((request) => ({ request, preflights: preflightsOf(request, requests) }));
  const reasonOf = new Map<FirefoxRequest, string>();
  const noted = owned.map(({ request, preflights }) => ({
    request,
    names: [...preflights, request].flatMap((each) => notedFor(each)),
  }));
  const say = (request: FirefoxRequest, names: readonly string[], reason: string | null) => {
    if (reason === null) return;
    reasonOf.set(request, reason);
    // Of a refused preflight several are told, the last of them that the request did not succeed. The first is why.
    for (const name of names)
      if (name !== reason.toUpperCase()) claim(request, (again) => again.toUpperCase() === name);
    if (reason === 'CORSExternalRedirectNotAllowed') claim(request, (again) => again === 'CORSPreflightDidNotSucceed');
  };
  // A message names a URL and nothing more. Of many requests to one those take theirs first that bear the same note.
  for (const { request, names } of noted) {
    if (!own.some((other) => isTwin(other, request))) continue;
    const isNoted = (reason: string) => reason !== 'CORSDidNotSucceed' && names.includes(reason.toUpperCase());
    say(request, names, claim(request, isNoted));
  }
  for (const { request, names } of noted) {
    if (names.length === 0 || reasonOf.has(request)) continue;
    say(request, names, claim(request, (reason) => reason !== 'CORSDidNotSucceed') ?? claim(request, () => true));
  }
  for (const request of own) {
    if (reasonOf.has(request) || request.end.state === 'pending' || request.end.status === 'NS_OK') continue;
    const reason = claim(request, () => true);
    if (reason === null) continue;
    reasonOf.set(request, reason);
  }
  const sides = owned.map(({ request, preflights }): FirefoxSide => {
    const first = request.hops[0];
    return {
      scenario: scenarioOf(first?.url ?? '') ?? '',
      method: request.method,
      url: first?.url ?? '',
      verdict: saidOf(request, preflights, reasonOf.get(request) ?? endOf(request)),
      answer: request.hops.at(-1)?.answer ?? null,
      preflights: own.some((other) => isTwin(other, request))
        ? null
        : preflights.map((preflight) => {
            const [hop] = preflight?.hops ?? [];
            // Taken back before it was under way: extensions may not have been shown it.
            if (preflight?.reachedNetwork === false) return ANY;
            return hop ? named(hop.status, hop.answer) : null;
          }),
      request,
    };
  });
  // What is left of this word repeats a reason that is known.
  return { sides, unclaimed: free.filter(({ reason }) => reason !== 'CORSDidNotSucceed') };
}

const isAbout = ({ url, isCut }: ConsoleMessage, of: string) =>
  isCut ? of.startsWith(url) : url === withoutFragment(of);

/** The notes on a request that are of CORS. */
function notedFor(request: FirefoxRequest | null): string[] {
  if (request?.end.state !== 'ended') return [];
  const { blockedFor } = request.end;
  return blockedFor?.startsWith('CORS') ? [blockedFor] : [];
}

/** How the network stack ended it. What had its answer and was then given up by who asked – a stream closed, a film not playable – was allowed. */
function endOf({ end, hops }: FirefoxRequest): string {
  if (end.state === 'pending') return 'pending';
  const isAnswered = hops.at(-1)?.status != null;
  return end.status === 'NS_OK' || (isAnswered && HAD_ENOUGH.includes(end.status)) ? 'allowed' : end.status;
}

const HAD_ENOUGH = ['NS_BINDING_ABORTED', 'NS_ERROR_ABORT', 'NS_ERROR_PARSED_DATA_CACHED', 'NS_IMAGELIB_ERROR_FAILURE'];

/** When the connection is cut after a preflight, Firefox blames a header that never came: there is nothing to compare but that it failed. */
function saidOf(request: FirefoxRequest, preflights: readonly (FirefoxRequest | null)[], reason: string): string {
  const isRefused = preflights.some((preflight) => notedFor(preflight).length > 0);
  const isAnswered = request.hops.at(-1)?.status != null;
  return reason === 'CORSMultipleAllowOriginNotAllowed' && !isRefused && !isAnswered ? 'CORSDidNotSucceed' : reason;
}

/** Another request like this one, at the same time. */
function isTwin(other: FirefoxRequest, request: FirefoxRequest): boolean {
  const [[from, to], [start, end]] = [other.span, request.span];
  const isSame = other.hops.some((a) => request.hops.some((b) => a.url === b.url && a.method === b.method));
  return other !== request && isSame && from < (end ?? Infinity) && start < (to ?? Infinity);
}

/** Scenarios do one thing at a time: the preflight is that of the last request to its URL that started before it. */
function preflightsOf(request: FirefoxRequest, requests: readonly FirefoxRequest[]): (FirefoxRequest | null)[] {
  return request.hops.map(({ url, method }) => {
    const asks = (other: FirefoxRequest) =>
      other.requestedMethod === method && withoutFragment(other.hops[0]?.url ?? '') === withoutFragment(url);
    const after = requests.slice(requests.indexOf(request) + 1);
    const next = after.findIndex(
      (other) => other.requestedMethod === null && other.hops.some((hop) => hop.url === url && hop.method === method),
    );
    return after.slice(0, next < 0 ? after.length : next).find(asks) ?? null;
  });
}

function differencesBetween(said: FirefoxSide, panel: PanelSide): string[] {
  const differences: string[] = [];
  const told = `outcome ${panel.outcome} (${panel.firefox ?? panel.cause})`;
  if (said.verdict === 'allowed' || said.verdict === 'pending') {
    if (panel.outcome !== said.verdict) differences.push(told);
  } else if (said.verdict.startsWith('CORS') && said.verdict !== 'CORSDidNotSucceed') {
    if (panel.outcome !== 'blocked') differences.push(told);
    if (panel.firefox !== said.verdict) differences.push(`blockedBy.firefox ${panel.firefox}`);
  } else if (panel.outcome !== 'failed' && !(panel.outcome === 'blocked' && panel.firefox === said.verdict)) {
    differences.push(told);
  }
  if (said.preflights !== null && !isSame(said.preflights, panel.preflights)) {
    differences.push(`preflights ${written(panel.preflights)}, not ${written(said.preflights)}`);
  }
  if (said.answer !== null && said.answer !== panel.answer)
    differences.push(`answer ${panel.answer}, not ${said.answer}`);
  return differences;
}

const isSame = (said: Preflights, panel: Preflights): boolean =>
  written(said.map((name, hop) => (name === ANY ? (panel[hop] ?? null) : name))) === written(panel);

/** What the panel need not list: no cross-origin request came of it. */
function isInvisible({ meetsCors, reachedNetwork, hops, origin }: FirefoxRequest): boolean {
  return !meetsCors || !reachedNetwork || hops.every(({ url }) => new URL(url).origin === origin);
}
