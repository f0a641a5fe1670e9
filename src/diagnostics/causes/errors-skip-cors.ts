import { defineHint } from '../hint';
import { allowsOrigin, othersFor, pathOf } from '../recording';
import { hostOf, wire } from '../wire';
import { answerWithoutHeaders } from './blocked-answer';
import { gatewayError } from './gateway-error';
import { limitExceeded } from './limit-exceeded';

/** Good answers carry the header, error answers do not: the error path goes around the CORS layer. */
export const errorsSkipCors = defineHint({
  id: 'errors-skip-cors',
  headerHelps: true,

  find(c) {
    const answer = answerWithoutHeaders(c);
    if (answer === null || answer.on !== 'response' || answer.status < 400) return null;
    // What somebody else answered says nothing about the application's own errors.
    if (gatewayError.find(c) !== null || limitExceeded.find(c) !== null) return null;
    const others = othersFor(c.recording, c.exchange, answer.url);
    const good = [...others.path, ...others.server].find(
      (sighted) => sighted.on === 'response' && sighted.status < 400 && allowsOrigin(sighted, answer.origin),
    );
    // Without a good answer to compare, a server error is told as one, and so is a missing login.
    if (good === undefined && (answer.status >= 500 || answer.status === 401)) return null;
    const samePath = good !== undefined && pathOf(good.url) === pathOf(answer.url);
    return {
      on: answer.on,
      hop: answer.hop,
      check: 'Status',
      confidence: samePath ? 'certain' : good !== undefined ? 'likely' : 'possible',
      params: {
        status: answer.status,
        url: answer.url,
        good: good === undefined ? null : { method: good.method, url: good.url, status: good.status },
      },
    };
  },

  words: ({ status, url, good }) => ({
    title: good === null ? `The ${status} carries no CORS headers` : 'The error page leaves the CORS headers off',
    explanation:
      good === null
        ? `${wire(hostOf(url))} answered ${status}, perhaps by something that knows nothing of CORS, so the page cannot even see the status. ${whatToDo(status)} Let error answers carry the headers too.`
        : `${wire(hostOf(url))} answered ${status} without the header; ${wire(`${good.method} ${pathOf(good.url)}`)} was answered ${good.status} with it. ${whatToDo(status)} Let error answers carry the headers too: nginx needs \`always\`, frameworks an error path that runs through the CORS layer.`,
    short: `${status} without CORS headers`,
  }),
});

function whatToDo(status: number): string {
  if (status === 404) return 'Correct the URL or the route first.';
  return status >= 500 ? "Mend the failure first: the server's log names it." : 'Look first why it was refused.';
}
