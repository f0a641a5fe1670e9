import { parsedUrl } from '../../fetch-standard/origin';
import { defineHint } from '../hint';
import { nonAuthoritativeReason } from '../stopped';
import { hostOf, wire } from '../wire';
import { redirected } from './redirected';

type Kind = 'slash' | 'https' | 'www' | 'upgrade';

/** The URL is nearly right, and the server corrects it with a redirect – which a preflight may not meet, and which makes the origin `null`. */
export const canonicalRedirect = defineHint({
  id: 'canonical-redirect',
  headerHelps: true,

  find(c) {
    const found = redirected(c);
    if (found === null) return null;
    const { answer, from, to, isAnswer, headerList } = found;
    const kind = nonAuthoritativeReason(headerList) !== null ? 'upgrade' : kindOf(from, to);
    if (kind === null) return null;
    return {
      on: answer.on,
      hop: answer.hop,
      ...(isAnswer && answer.on === 'preflight' && { check: 'Status' }),
      confidence: 'certain',
      params: { kind, from, to, on: answer.on },
    };
  },

  words: ({ kind, from, to, on }) => ({
    title: titles[kind],
    explanation: `${kind === 'upgrade' ? `The browser knows that ${wire(hostOf(from))} wants https and redirects there itself` : `${wire(hostOf(from))} redirects ${wire(from)} to ${wire(to)}`}; ${on === 'preflight' ? 'a preflight may not be redirected' : 'a redirect needs the CORS headers as well, and after a change of origin the browser says `Origin: null`'}. Write ${wire(to)} in the page's code.`,
    short: shorts[kind],
  }),
});

const titles: Record<Kind, string> = {
  slash: 'The server redirects for a slash at the end',
  https: 'The server redirects http to https',
  www: 'The server redirects to its other name',
  upgrade: 'The browser turned http into https',
};

const shorts: Record<Kind, string> = {
  slash: 'redirected for a slash',
  https: 'redirected to https',
  www: 'redirected to other name',
  upgrade: 'http upgraded to https',
};

function kindOf(from: string, to: string): Kind | null {
  const a = parsedUrl(from);
  const b = parsedUrl(to);
  if (a === null || b === null) return null;
  const samePath = a.pathname === b.pathname;
  const slash = `${a.pathname}/` === b.pathname || a.pathname === `${b.pathname}/`;
  if (a.protocol === 'http:' && b.protocol === 'https:' && a.hostname === b.hostname)
    return samePath || slash ? 'https' : null;
  if (a.protocol !== b.protocol) return null;
  if (a.host === b.host) return slash ? 'slash' : null;
  const www = a.hostname === `www.${b.hostname}` || b.hostname === `www.${a.hostname}`;
  return www && (samePath || slash) ? 'www' : null;
}
