import { currentHop, type Exchange } from '../exchange/exchange';
import { get } from '../fetch-standard/header-list';
import { devProxies } from './dev-proxies';
import type { ClientChange } from './fix';
import { jsString } from './strings/js';

/** What the page itself can do. Backticks mark code and what was on the wire. */
export interface ClientChangeText {
  /** A statement, no full stop. */
  readonly title: string;
  /** What to do, and what it costs. */
  readonly explanation: string;
  /** JavaScript to paste or to compare with; null: the sentence says it all. */
  readonly code: string | null;
  /** The same in other tools' words. */
  readonly others?: readonly { readonly label: string; readonly code: string }[];
}

/** The words of a change for this exchange. Works with whatever was seen of it. */
export function clientChangeText(change: ClientChange, exchange: Exchange): ClientChangeText {
  const { request, preflight } = currentHop(exchange);
  const url = jsString(shownUrl(exchange.hops[0].request.url));
  switch (change) {
    case 'leave-credentials-out':
      return {
        title: 'Call it without cookies',
        explanation:
          'If this answer is the same for everybody, leave the credentials out: then `Access-Control-Allow-Origin: *` is enough. With XMLHttpRequest that is `withCredentials = false`, with axios `withCredentials: false`. If the server needs to know who asks, change the server instead.',
        code: `await fetch(${url}, { credentials: 'same-origin' });\n`,
      };
    case 'send-safelisted-content-type':
      return {
        title: 'Send a content type that needs no preflight',
        explanation:
          '`text/plain`, `application/x-www-form-urlencoded` and `multipart/form-data` go out without a preflight. Do this only if the server reads the body whatever its type says: many refuse JSON that is not called JSON, and a server that takes it loses the preflight as protection against forged requests.',
        code: `await fetch(${url}, {
  method: ${jsString(request.method)},
  body: new URLSearchParams({ name: 'value' }),
});
`,
      };
    case 'drop-request-header': {
      const names = unsafeNames(preflight?.request.headerList ?? null);
      const which =
        names.length === 0
          ? 'Every header the server does not need'
          : `Of ${names.map((name) => `\`${name}\``).join(', ')}, every one the server does not need`;
      return {
        title: names.length === 1 ? `Leave \`${names[0]}\` out` : 'Leave request headers out',
        explanation: `${which} is better not sent: the server has to allow each by name, and each makes a preflight necessary. Monitoring libraries (\`traceparent\`, \`sentry-trace\`, \`baggage\`) and other extensions add headers the page's code does not show; their settings say for which hosts.`,
        code: null,
      };
    }
    case 'upper-case-method':
      return {
        title: `Write the method as \`${request.method.toUpperCase()}\``,
        explanation: `Methods are compared letter by letter, and browsers put only DELETE, GET, HEAD, OPTIONS, POST and PUT into capitals themselves: \`${request.method}\` stays as it is and matches nothing the server lists.`,
        code: `await fetch(${url}, { method: ${jsString(request.method.toUpperCase())} });\n`,
      };
    case 'call-final-url': {
      const final = finalUrl(exchange);
      return {
        title: 'Call the address it ends at',
        explanation: `${final === null ? 'The server redirects this address' : `\`${shownUrl(exchange.hops[0].request.url)}\` redirects to \`${final}\``}. A preflight may not be redirected, and a redirect to another origin turns the origin into \`null\`. Often it is only a slash at the end, \`http\` for \`https\`, or \`www\`; if it leads to a login page, the session has ended and the page has to sign in again.`,
        code: final === null ? null : `await fetch(${jsString(final)});\n`,
      };
    }
    case 'use-dev-proxy': {
      const proxies = devProxies.flatMap(({ label, where, render }) => {
        const code = render(request.url);
        return code === null ? [] : [{ label, code: `// ${label}: ${where.replaceAll('`', '')}\n${code}` }];
      });
      return {
        title: 'In development, let the dev server pass it on',
        explanation:
          'The page calls its own origin and the dev server calls the API, so the browser has nothing to check. It helps on your machine only: the deployed page needs headers from the server, or a proxy of its own.',
        code: proxies[0]?.code ?? null,
        others: proxies.slice(1),
      };
    }
    case 'use-own-backend':
      return {
        title: 'Call it from a server of your own',
        explanation:
          'An API that needs a secret key, or that answers no other website, is meant to be called by servers: in a page, every visitor can read the key. Let your backend call it and your page call your backend. A public CORS proxy would read the key and every answer, so that is no way out.',
        code: null,
      };
    case 'drop-mode-same-origin':
      return {
        title: "Leave `mode: 'same-origin'` out",
        explanation:
          "With it the page itself forbids every other origin, whatever the server answers. Without it the mode is `cors`. Do not replace it by `mode: 'no-cors'`: that sends the request and hides the answer.",
        code: `await fetch(${url});\n`,
      };
  }
}

/** The names the browser asked for in the preflight. */
function unsafeNames(headerList: Parameters<typeof get>[0] | null): readonly string[] {
  const asked = headerList === null ? null : get(headerList, 'Access-Control-Request-Headers');
  return asked === null
    ? []
    : asked
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean);
}

/** Where the redirects lead: the next hop's URL, or the Location nothing followed. Without its query, which may hold a token. */
function finalUrl(exchange: Exchange): string | null {
  const { request, preflight, response } = currentHop(exchange);
  if (exchange.hops.length > 1) return shownUrl(request.url);
  for (const answer of [preflight?.response, response]) {
    const location = answer ? get(answer.headerList, 'Location') : null;
    if (location !== null && URL.canParse(location, request.url)) return shownUrl(new URL(location, request.url).href);
  }
  return null;
}

/** Credentials, query and fragment are the reader's secrets and no part of the advice. */
function shownUrl(text: string): string {
  if (!/^https?:/.test(text) || !URL.canParse(text)) return text.slice(0, 200);
  const { origin, pathname } = new URL(text);
  return `${origin}${pathname}`;
}
