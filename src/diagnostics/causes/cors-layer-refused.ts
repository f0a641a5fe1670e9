import { get, type HeaderList } from '../../fetch-standard/header-list';
import { defineHint } from '../hint';
import { variesByOrigin } from '../recording';
import { hostOf, wire, wireHeader } from '../wire';
import { answerThatAllowsNobody } from './blocked-answer';

interface Sign {
  readonly who: string;
  readonly sign: string;
  readonly confidence: 'certain' | 'likely' | 'possible';
}

/** There is a CORS layer, and it was asked: this origin, method or header is not on its list. */
export const corsLayerRefused = defineHint({
  id: 'cors-layer-refused',
  headerHelps: true,

  find(c) {
    const answer = answerThatAllowsNobody(c);
    if (answer === null) return null;
    const found =
      rackCors(answer.headerList) ??
      spring(answer.status, answer.headerList) ??
      starlette(answer) ??
      varying(answer.status, answer.headerList);
    if (found === null) return null;
    const params = { ...found, origin: answer.origin, url: answer.url, status: answer.status };
    return { on: answer.on, hop: answer.hop, confidence: found.confidence, params };
  },

  words: ({ who, sign, origin, url, status }) => ({
    title: `The CORS layer of the server refused${origin === 'null' ? '' : ` ${wire(origin)}`}`,
    explanation: `${wire(hostOf(url))} answered ${status}, and ${sign} shows that ${who} looked at the origin and did not let it pass. Add ${origin === 'null' ? 'the real origin of the page' : wire(origin)} to the list of allowed origins there, character by character; look at its methods and headers too.`,
    short: 'not on the server’s list',
  }),
});

/** lib/rack/cors/result.rb: `X-Rack-CORS: miss; no-origin`. */
function rackCors(headerList: HeaderList): Sign | null {
  const value = get(headerList, 'X-Rack-CORS');
  if (value === null || !/miss/i.test(value)) return null;
  return { who: `rack-cors (${wire(value)})`, sign: wireHeader('X-Rack-CORS', value), confidence: 'certain' };
}

/** "Invalid CORS request", with a `Vary` of its own making. */
function spring(status: number, headerList: HeaderList): Sign | null {
  const vary = get(headerList, 'Vary') ?? '';
  return status === 403 && /access-control-request-method/i.test(vary)
    ? { who: 'Spring', sign: wireHeader('Vary', vary), confidence: 'likely' }
    : null;
}

/** "Disallowed CORS origin" and its kin: 400 in plain text of that length. */
function starlette({ on, status, headerList }: { on: string; status: number; headerList: HeaderList }): Sign | null {
  if (on !== 'preflight' || status !== 400 || !/^text\/plain/i.test(get(headerList, 'Content-Type') ?? '')) return null;
  const length = Number(get(headerList, 'Content-Length') ?? Number.NaN);
  const uvicorn = /uvicorn|hypercorn|daphne/i.test(get(headerList, 'Server') ?? '');
  // "Disallowed CORS origin, method, headers" in every combination.
  if (!(uvicorn || (length >= 22 && length <= 39))) return null;
  return {
    who: 'Starlette (FastAPI)',
    sign: 'the short 400 in plain text',
    confidence: uvicorn ? 'certain' : 'likely',
  };
}

/** Whoever varies by origin has looked at it. */
function varying(status: number, headerList: HeaderList): Sign | null {
  const vary = get(headerList, 'Vary');
  if (!variesByOrigin(vary) || vary === '*' || status >= 500) return null;
  return { who: 'the server', sign: wireHeader('Vary', vary ?? ''), confidence: 'possible' };
}
