import { get } from '../../fetch-standard/header-list';
import { defineHint } from '../hint';
import { hostOf, wire } from '../wire';
import { answerWithoutHeaders } from './blocked-answer';

/** HTML where a script asked for data: a challenge, a firewall, a login page. */
export const pageInsteadOfData = defineHint({
  id: 'page-instead-of-data',
  headerHelps: false,

  find(c) {
    const answer = answerWithoutHeaders(c);
    if (answer === null || c.exchange.resourceType !== 'xmlhttprequest') return null;
    const mitigated = get(answer.headerList, 'cf-mitigated') ?? get(answer.headerList, 'x-amzn-waf-action');
    const server = get(answer.headerList, 'Server');
    const guard = /cloudflare|akamai|imperva|incapsula|sucuri|ddos-guard|datadome|perimeterx/i.test(server ?? '');
    const html = /^text\/html/i.test(get(answer.headerList, 'Content-Type') ?? '');
    if (
      mitigated === null &&
      !(html && guard && [403, 429, 503].includes(answer.status)) &&
      !(html && answer.on === 'response' && answer.status === 200)
    ) {
      return null;
    }
    const params = { status: answer.status, mitigated, server, guard, url: answer.url, on: answer.on };
    return {
      on: answer.on,
      hop: answer.hop,
      check: 'Status',
      confidence: mitigated !== null ? 'certain' : guard ? 'likely' : 'possible',
      params,
    };
  },

  words: ({ status, mitigated, server, guard, url, on }) => ({
    title:
      mitigated !== null || guard
        ? 'Not CORS: a firewall answered with a page of its own'
        : 'A web page came where data was asked for',
    explanation:
      mitigated !== null || guard
        ? `${wire(server ?? 'A firewall')} in front of ${wire(hostOf(url))} answered ${status} with a page for people${mitigated === null ? '' : ` (${wire(mitigated)})`}, which a script cannot pass. Let this path${on === 'preflight' ? ' and `OPTIONS` on it' : ''} through in the rules of the firewall.`
        : `${wire(hostOf(url))} answered ${status} with HTML: a login page, the page of a single-page app, or another site than you think. Open the URL in a tab of its own and correct it, or sign in again.`,
    short: mitigated !== null || guard ? 'firewall page' : 'a web page, no data',
  }),
});
