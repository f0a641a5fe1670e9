import type { Action, Place } from './action';
import type { Destination, Says, Scenario } from './scenario';
import {
  allowCredentials,
  allowHeaders,
  allowMethods,
  allowOrigin,
  api,
  echo,
  echoWithCredentials,
  goodPreflight,
  maxAge,
  other,
  own,
  secure,
} from './words';

const code = (
  url: Destination,
  text: string,
  more: { readonly other?: Destination; readonly in?: Place } = {},
): Action<Destination> => ({ do: 'code', url, code: text, ...more });

const everything = [
  allowMethods('PUT, DELETE, PATCH'),
  allowHeaders('x-a, x-b, content-type, accept, accept-language'),
  maxAge('0'),
];
const good: Says = { headers: echo, preflight: goodPreflight(everything) };
const script: Says = { type: 'text/javascript', body: 'export const lab = 1;', headers: echo };
const pixel: Says = { pixel: true, headers: echo };
const loaded =
  'const done = (element) => new Promise((resolve) => { element.onload = () => resolve("load"); element.onerror = () => resolve("error"); });';

/** Several requests that hang together, and calls that have no action of their own. */
export const sequenceScenarios: Scenario[] = [
  {
    id: 'upload-listener-late',
    title: 'An upload listener added after send',
    shows: 'Only listeners that are there when `send` runs bring a preflight.',
    run: [
      code(
        api({ headers: echo, preflight: { status: 404 } }),
        "const xhr = new XMLHttpRequest(); xhr.open('POST', url); const end = new Promise((resolve) => { xhr.onloadend = resolve; }); xhr.send('lab'); xhr.upload.addEventListener('progress', () => {}); await end; return xhr.status;",
      ),
    ],
    expects: ['allowed'],
  },
  {
    id: 'upload-listener-method-unlisted',
    title: 'An upload listener, and no Allow-Methods',
    shows: 'The standard lets a forced preflight without the header pass its own method; no browser does.',
    run: [
      {
        do: 'xhr',
        method: 'PUT',
        uploadListener: true,
        url: api({ headers: echo, preflight: { status: 204, headers: echo } }),
        body: { text: 'lab' },
      },
    ],
    expects: ['MethodDisallowedByPreflightResponse'],
  },
  {
    id: 'upload-listener-post-unlisted',
    title: 'An upload listener, and a preflight that names nothing',
    shows: 'POST needs no listing.',
    run: [
      {
        do: 'xhr',
        method: 'POST',
        uploadListener: true,
        url: api({ headers: echo, preflight: { status: 204, headers: echo } }),
        body: { text: 'lab' },
      },
    ],
    expects: ['allowed'],
  },
  {
    id: 'request-twice',
    title: 'One Request object, sent twice',
    shows: 'Two requests, two preflights, and the same end.',
    run: [
      code(
        api({ headers: echo, preflight: { status: 403, headers: echo } }),
        "const request = new Request(url, { method: 'PUT' }); const ends = await Promise.allSettled([fetch(request.clone()), fetch(request)]); return ends.map(({ status }) => status).join();",
      ),
    ],
    expects: ['PreflightInvalidStatus', 'PreflightInvalidStatus'],
  },
  {
    id: 'aborted-and-sent-again',
    title: 'Taken back while its preflight is on its way, and sent again at once',
    shows: 'The first preflight is answered although nobody waits for it any more.',
    run: [
      code(
        api({ ...good, preflight: { ...goodPreflight(everything), delay: 200 } }),
        "const controller = new AbortController(); const first = fetch(url, { method: 'PUT', signal: controller.signal }).catch((error) => error.name); await wait(50); controller.abort(); const second = await fetch(url, { method: 'PUT' }).then(({ status }) => status, String); return [await first, second].join();",
      ),
    ],
    expects: ['net::ERR_ABORTED', 'allowed'],
  },
  {
    id: 'opened-again',
    title: 'An XMLHttpRequest opened again before it ended',
    shows: 'Opening it anew takes the first request back.',
    run: [
      code(
        api({ headers: echo, delay: 200 }),
        "const xhr = new XMLHttpRequest(); xhr.open('GET', url); xhr.send(); await wait(50); xhr.open('POST', other); const end = new Promise((resolve) => { xhr.onloadend = resolve; }); xhr.send('lab'); await end; return xhr.status;",
        { other: api({}) },
      ),
    ],
    expects: ['net::ERR_ABORTED', 'MissingAllowOriginHeader'],
  },
  {
    id: 'burst',
    title: 'Forty calls at once, alike but for method and credentials',
    shows: 'One URL, and each call ends in a way of its own.',
    run: [
      code(
        api({
          headers: [allowOrigin('*')],
          preflight: { status: 204, headers: [allowOrigin('*'), allowMethods('PUT'), maxAge('0')], delay: [0, 60] },
        }),
        "const calls = []; for (let n = 0; n < 10; n += 1) for (const [method, credentials] of [['GET', 'omit'], ['GET', 'include'], ['PUT', 'omit'], ['DELETE', 'same-origin']]) calls.push(fetch(url, { method, credentials, cache: 'no-store' }).then(({ status }) => status, () => 'failed')); return (await Promise.all(calls)).join(' ');",
      ),
    ],
    expects: Array.from({ length: 10 }, (): Scenario['expects'] => [
      'allowed',
      'WildcardOriginNotAllowed',
      'allowed',
      'MethodDisallowedByPreflightResponse',
    ]).flat(),
  },
  {
    id: 'event-source-reconnects',
    title: 'An EventSource that comes back',
    shows: 'The stream ends, the browser asks again, and is refused.',
    run: [
      code(
        api({
          type: 'text/event-stream',
          body: 'retry: 50\ndata: lab\n\n',
          headers: [allowOrigin('{origin}'), 'Cache-Control: no-store'],
          status: [200, 500],
        }),
        'const source = new EventSource(url); let errors = 0; await new Promise((resolve) => { source.onerror = () => { errors += 1; if (source.readyState === 2) resolve(); }; }); return errors;',
      ),
    ],
    expects: ['allowed', 'allowed'],
  },
  {
    id: 'frame-removed',
    title: 'A frame that is taken out while its preflight is on its way',
    shows: 'Its calls end with it.',
    run: [
      code(
        api({ ...good, preflight: { ...goodPreflight(everything), delay: 300 } }),
        "const frame = document.body.appendChild(document.createElement('iframe')); frame.contentWindow.fetch(url, { method: 'PUT' }).catch(() => {}); await wait(100); frame.remove(); await wait(400);",
      ),
    ],
    expects: ['net::ERR_ABORTED'],
  },
  {
    id: 'data-worker',
    title: 'A worker from a data: URL',
    shows: 'Its origin is opaque, so it says `Origin: null`.',
    run: [
      code(
        api({ headers: [allowOrigin('{page}')] }),
        'const source = "fetch(" + JSON.stringify(url) + ").then(({ status }) => postMessage(status), (error) => postMessage(error.name))"; const worker = new Worker("data:text/javascript," + encodeURIComponent(source)); return await new Promise((resolve) => { worker.onmessage = ({ data }) => resolve(data); });',
      ),
    ],
    expects: ['AllowOriginMismatch'],
  },
  {
    id: 'worker-in-worker',
    title: 'A worker inside a worker',
    shows: 'The same origin, two steps away from the page.',
    run: [
      code(
        api({ preflight: { status: 405, headers: echo } }),
        "const inner = 'fetch(' + JSON.stringify(url) + ', { method: \"PUT\" }).then(({ status }) => postMessage(status), (error) => postMessage(error.name))'; const outer = 'const inner = new Worker(URL.createObjectURL(new Blob([' + JSON.stringify(inner) + ']))); inner.onmessage = ({ data }) => postMessage(data);'; const worker = new Worker(URL.createObjectURL(new Blob([outer]))); return await new Promise((resolve) => { worker.onmessage = ({ data }) => resolve(data); });",
      ),
    ],
    expects: ['PreflightInvalidStatus'],
  },
  {
    id: 'worker-imports',
    title: 'What workers import',
    shows: '`importScripts` knows no CORS; a module worker’s imports do.',
    run: [
      code(
        api({ type: 'text/javascript', body: 'self.lab = 1;' }),
        'const ask = (source, options) => new Promise((resolve) => { const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })), options); worker.onmessage = ({ data }) => resolve(data); worker.onerror = () => resolve("error"); }); return [await ask("importScripts(" + JSON.stringify(url) + "); postMessage(0)"), await ask("import " + JSON.stringify(url) + "; postMessage(0)", { type: "module" })].join();',
      ),
    ],
    expects: ['allowed', 'MissingAllowOriginHeader'],
  },
  {
    id: 'worklet',
    title: 'A worklet’s module',
    shows: 'Worklets are fetched with CORS.',
    run: [
      code(
        api({ type: 'text/javascript', body: '' }),
        'return await new AudioContext().audioWorklet.addModule(url).then(() => "added", String);',
      ),
    ],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'module-imports',
    title: 'A module that imports from elsewhere',
    shows: 'The first module is allowed, what it imports is not.',
    run: [
      code(
        api({ ...script, body: 'import "{other}";' }),
        `${loaded} const source = 'import ' + JSON.stringify(url) + '; import ' + JSON.stringify(other) + ';'; const element = document.createElement('script'); element.type = 'module'; element.src = URL.createObjectURL(new Blob([source], { type: 'text/javascript' })); document.body.append(element); return await done(element);`,
        { other: other({ type: 'text/javascript', body: '' }) },
      ),
    ],
    expects: ['allowed', 'MissingAllowOriginHeader'],
  },
  {
    id: 'image-again-with-crossorigin',
    title: 'The same image with and without crossorigin',
    shows: 'What was loaded without CORS is not used for the second.',
    run: [
      code(
        api({ pixel: true, headers: ['Cache-Control: max-age=600'] }),
        `${loaded} const load = (crossOrigin) => { const image = new Image(); if (crossOrigin !== null) image.crossOrigin = crossOrigin; image.src = url; return done(image); }; return [await load(null), await load('anonymous'), await load('use-credentials')].join();`,
      ),
    ],
    expects: ['allowed', 'MissingAllowOriginHeader', 'MissingAllowOriginHeader'],
  },
  {
    id: 'image-changes-its-mind',
    title: 'An image that gets another address while it loads',
    shows: 'The first load is taken back.',
    run: [
      code(
        api({ ...pixel, delay: 300 }),
        `${loaded} const image = new Image(); image.crossOrigin = ''; image.src = url; await wait(50); const end = done(image); image.src = other; return await end;`,
        { other: api({ pixel: true }) },
      ),
    ],
    expects: ['net::ERR_ABORTED', 'MissingAllowOriginHeader'],
  },
  {
    id: 'stylesheet-of-another-origin-loads-font',
    title: 'A stylesheet of another origin, and its font',
    shows: 'The sheet needs no CORS, its fonts do.',
    run: [
      code(
        api({
          type: 'text/css',
          body: '@font-face { font-family: lab-sheet; src: url(/font?scenario=stylesheet-of-another-origin-loads-font) }',
        }),
        `${loaded} const link = document.createElement('link'); link.rel = 'stylesheet'; link.href = url; document.head.append(link); await done(link); return await document.fonts.load('10px lab-sheet').then(({ length }) => length, String);`,
      ),
    ],
    expects: ['allowed', 'MissingAllowOriginHeader'],
  },
  {
    id: 'shape-outside',
    title: 'An image as shape-outside',
    shows: 'Shapes and masks are fetched with CORS.',
    run: [
      code(
        api({ pixel: true }),
        "const box = document.body.appendChild(document.createElement('div')); box.style.cssText = 'float: left; width: 10px; height: 10px; shape-outside: url(' + JSON.stringify(url) + ')'; await wait(500);",
      ),
    ],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'prefetch',
    title: 'rel=prefetch with crossorigin',
    shows: 'Fetched with CORS ahead of time.',
    run: [
      code(
        api({}),
        `${loaded} const link = document.createElement('link'); link.rel = 'prefetch'; link.crossOrigin = ''; link.href = url; document.head.append(link); return await Promise.race([done(link), wait(2000)]);`,
      ),
    ],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'preload-then-fetch',
    title: 'A preloaded answer',
    shows: 'The fetch takes what the preload brought, without a request of its own.',
    run: [
      code(
        api({ headers: [...echo, 'Cache-Control: max-age=60'] }),
        `${loaded} const link = document.createElement('link'); link.rel = 'preload'; link.as = 'fetch'; link.crossOrigin = ''; link.href = url; document.head.append(link); await done(link); return await fetch(url).then(({ type }) => type);`,
      ),
    ],
    expects: ['allowed'],
  },
  {
    id: 'xhr-user-and-password',
    title: 'open with user and password',
    shows: 'They are kept for a login that CORS does not allow to happen.',
    run: [
      code(
        api({ status: 401, headers: [...echoWithCredentials, 'WWW-Authenticate: Basic realm="lab"'] }),
        "const xhr = new XMLHttpRequest(); xhr.withCredentials = true; xhr.open('GET', url, true, 'user', 'secret'); const end = new Promise((resolve) => { xhr.onloadend = resolve; }); xhr.send(); await end; return xhr.status;",
      ),
    ],
    expects: ['allowed'],
  },
  {
    id: 'userinfo-xhr-put',
    title: 'A PUT to a URL with user and password',
    shows: 'The preflight goes to the URL without them.',
    run: [{ do: 'xhr', method: 'PUT', url: api({ headers: echo }, { userinfo: 'user:secret' }) }],
    expects: ['MethodDisallowedByPreflightResponse'],
  },
  {
    id: 'request-header-whitespace',
    title: 'Blanks around a request header’s value',
    shows: 'They are cut off before anything is judged.',
    run: [
      code(
        api({ headers: echo, preflight: { status: 404 } }),
        "const headers = new Headers(); headers.append('Accept', ' \\t text/html \\t '); headers.append('Content-Type', '\\ttext/plain '); return await fetch(url, { method: 'POST', headers, body: 'lab' }).then(({ status }) => status, String);",
      ),
    ],
    expects: ['allowed'],
  },
  {
    id: 'request-headers-add-up',
    title: 'Many short safelisted values',
    shows: 'Each is short enough, together they are too long: Chromium joins them before it measures.',
    run: [
      code(
        api({ headers: echo, preflight: { status: 204, headers: echo } }),
        "const headers = new Headers(); for (let n = 0; n < 9; n += 1) headers.append('Accept', 'a'.repeat(120)); return await fetch(url, { headers }).then(({ status }) => status, String);",
      ),
    ],
    expects: ['HeaderDisallowedByPreflightResponse'],
  },
  {
    id: 'preflight-cache-expires',
    title: 'Max-Age 1, and a second later',
    shows: 'The kept answer has run out, and the new one says no.',
    run: [
      {
        do: 'fetch',
        method: 'PUT',
        url: api({
          headers: echo,
          preflight: { status: [204, 403], headers: [...echo, allowMethods('PUT'), maxAge('1')] },
        }),
      },
      {
        do: 'fetch',
        method: 'PUT',
        url: api({
          headers: echo,
          preflight: { status: [204, 403], headers: [...echo, allowMethods('PUT'), maxAge('1')] },
        }),
      },
      { do: 'wait', ms: 1600 },
      {
        do: 'fetch',
        method: 'PUT',
        url: api({
          headers: echo,
          preflight: { status: [204, 403], headers: [...echo, allowMethods('PUT'), maxAge('1')] },
        }),
      },
    ],
    expects: ['allowed', 'allowed', 'PreflightInvalidStatus'],
  },
  {
    id: 'preflight-location-no-url',
    title: 'A preflight redirected to what is no URL',
    shows: 'Not CORS: Chromium’s network layer gives up before CORS has a say.',
    run: [
      {
        do: 'fetch',
        method: 'PUT',
        url: api({ headers: echo, preflight: { status: 301, headers: [...echo, 'Location: http://['] } }),
      },
    ],
    expects: ['net::ERR_INVALID_REDIRECT'],
  },
  {
    id: 'redirect-to-ftp',
    title: 'A redirect to ftp:',
    shows: 'CORS is spoken over http and https only.',
    run: [{ do: 'fetch', url: api({ status: 302, headers: [...echo, 'Location: ftp://a.test/'] }) }],
    expects: ['CorsDisabledScheme'],
  },
  {
    id: 'userinfo-event-source',
    title: 'An EventSource with a password in its URL',
    shows: 'Not CORS: Chromium loads no such URL.',
    run: [{ do: 'event source', url: api({ headers: echo }, { userinfo: 'user:secret' }) }],
    expects: ['blocked origin'],
  },
  {
    id: 'response-location-no-url',
    title: 'A redirect to what is no URL',
    shows: 'Not CORS, though the answer has no header either.',
    run: [{ do: 'fetch', url: api({ status: 302, headers: ['Location: http://['] }) }],
    expects: ['net::ERR_INVALID_REDIRECT'],
  },
  {
    id: 'csp-elements',
    title: 'A policy that stops elements and workers',
    shows: 'Not CORS: the page’s own policy forbids script, style and image of another origin.',
    page: { headers: ["Content-Security-Policy: default-src 'self' 'unsafe-inline' 'unsafe-eval'"] },
    run: [
      { do: 'load', as: 'script', url: api({ ...script }, { path: '/script' }) },
      { do: 'load', as: 'stylesheet', url: api({ type: 'text/css', body: '' }, { path: '/style' }) },
      { do: 'load', as: 'image', url: api(pixel, { path: '/image' }) },
    ],
    expects: ['blocked csp', 'blocked csp', 'blocked csp'],
  },
  {
    id: 'csp-connect-src-synchronous',
    title: 'A policy that stops a synchronous XMLHttpRequest',
    shows: 'Not CORS: unlike `fetch`, it shows as a request that was stopped.',
    page: { headers: ["Content-Security-Policy: connect-src 'self'; script-src 'unsafe-inline' 'unsafe-eval'"] },
    run: [{ do: 'xhr', synchronous: true, url: api({ headers: echo }) }],
    expects: ['blocked csp'],
  },
  {
    id: 'response-after-own-origin-and-back',
    title: 'Own server, other server, own server',
    shows: 'The way back is another origin’s doing: `Origin: null`.',
    run: [
      {
        do: 'fetch',
        url: own({
          redirect: api({ headers: echo, redirect: own({ headers: [allowOrigin('{page}')] }, { path: '/end' }) }),
        }),
      },
    ],
    expects: ['AllowOriginMismatch'],
  },
  {
    id: 'cookie-preflight-and-redirect',
    title: 'A credentialed PUT through a redirect',
    shows: 'Each hop has a preflight, and each of them must allow credentials.',
    run: [
      {
        do: 'fetch',
        method: 'PUT',
        credentials: 'include',
        url: api({
          status: 307,
          headers: echoWithCredentials,
          preflight: { status: 204, headers: [...echoWithCredentials, ...everything] },
          redirect: other({
            headers: echoWithCredentials,
            preflight: { status: 204, headers: [allowOrigin('*'), allowCredentials(), ...everything] },
          }),
        }),
      },
    ],
    expects: ['PreflightWildcardOriginNotAllowed'],
  },
  {
    id: 'secure-page-beacon',
    title: 'A beacon as the page leaves',
    shows: 'It is sent although nobody waits for it.',
    page: { server: 'secure' },
    needs: ['our browser'],
    run: [
      code(
        secure({}, { host: 'localhost' }),
        "return navigator.sendBeacon(url, new Blob(['{}'], { type: 'application/json' }));",
      ),
    ],
    expects: ['PreflightMissingAllowOriginHeader'],
  },
];
