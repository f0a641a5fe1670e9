import { get } from '../../fetch-standard/header-list';
import { defineHint } from '../hint';
import { othersFor } from '../recording';
import { hostOf, wire, wireList } from '../wire';

/** Seen from two origins or more: the server allows whoever asks, with credentials. */
export const originReflected = defineHint({
  id: 'origin-reflected',
  headerHelps: true,

  find(c) {
    const answer = c.answers.find(
      (a) =>
        a.tainting === 'cors' &&
        a.origin !== 'null' &&
        get(a.headerList, 'Access-Control-Allow-Origin') === a.origin &&
        get(a.headerList, 'Access-Control-Allow-Credentials') === 'true',
    );
    if (answer === undefined) return null;
    const { server } = othersFor(c.recording, c.exchange, answer.url);
    const asked = server.filter((other) => other.origin !== null && other.allowOrigin !== null);
    const origins = new Set([answer.origin]);
    for (const other of asked) {
      // One that was not let in shows a list.
      if (other.allowOrigin !== other.origin) return null;
      if (other.allowsCredentials && other.origin !== null) origins.add(other.origin);
    }
    if (origins.size < 2) return null;
    const params = { origins: [...origins], url: answer.url };
    return { on: answer.on, hop: answer.hop, confidence: origins.size > 2 ? 'likely' : 'possible', params };
  },

  words: ({ origins, url }) => ({
    title: 'The server seems to allow every origin, with credentials',
    explanation: `${wire(hostOf(url))} answered ${wireList(origins)} each with its own origin and \`Access-Control-Allow-Credentials: true\`. If it echoes whatever \`Origin\` says, any site can read what your users may see there: compare with a list of exact origins.`,
    short: 'every origin, credentials',
  }),
});
