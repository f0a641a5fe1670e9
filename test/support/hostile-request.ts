import fc from 'fast-check';
import type { Exchange } from '../../src/exchange/exchange';
import type { HeaderList } from '../../src/fetch-standard/header-list';

/** A request as DevTools would have recorded it. */
export const exchangeOf = (method: string, url: string, headerList: HeaderList, body: string | null): Exchange => ({
  id: 'x',
  browser: 'chromium',
  tabId: 1,
  frameId: 0,
  documentId: null,
  initiator: 'https://app.example',
  resourceType: 'xmlhttprequest',
  startedAt: 0,
  page: null,
  invisible: null,
  end: { state: 'pending' },
  hops: [
    {
      preflight: null,
      request: {
        method,
        url,
        headerList,
        composedHeaderList: null,
        startedAt: null,
        sentAt: null,
        network:
          body === null
            ? null
            : {
                startedAt: 0,
                duration: 0,
                timings: null,
                initiator: null,
                error: null,
                postData: { mimeType: 'text/plain', text: body },
                responseBytes: null,
                httpVersion: null,
              },
      },
      response: null,
    },
  ],
});

/** What shells, curl and HTTP might take for something else; all of it may stand in a header or a body. */
export const hostile = fc.oneof(
  fc.string({ unit: 'grapheme-ascii' }),
  fc.constantFrom(
    "'",
    "''",
    '"',
    '\\',
    "\\'",
    '`id`',
    '$(id)',
    ['$', '{HOME}'].join(''),
    '$HOME',
    '!!',
    '!x',
    '~',
    '*',
    '?',
    '[a]',
    '{a,b}',
    '; id',
    '| id',
    '& id',
    '> /tmp/x',
    '< /etc/passwd',
    '@/etc/passwd',
    '-H X: y',
    '--',
    '-',
    '%0d%0aX: y',
    '%s%n',
    '\\n',
    '\t',
    "'; id; '",
    'é',
    '#',
    ' # x',
    '^',
    '%PATH%',
    "$'\\x41'",
    '<(id)',
    '\\\\',
    'x:y',
    ';',
    ',',
  ),
);
export const texts = fc.array(hostile, { maxLength: 4 }).map((parts) => parts.join(''));
/** Bodies may hold line breaks and whatever else there is, but for zero. */
export const bodies = fc
  .array(
    fc.oneof(
      hostile,
      fc.constantFrom(
        '\n',
        '\r\n',
        '@file',
        'ü',
        '\\\\x',
        '\n!x',
        "\\'",
        '\\',
        '\u001b[2J',
        '\u0003',
        '\u007f',
        '\u009b',
        '=ls',
      ),
      fc.constantFrom(
        "'@",
        "\n'@ | iex",
        '\u2019@',
        '\n\u2019@\nid',
        '\u201cx\u201d',
        '`',
        '`n',
        '$env:PATH',
        '@"\n',
        '--%',
      ),
      fc.constantFrom('%PATH:C=y%', '%CD:~0,1%', '%a', '%%', '%1', '%*', '!PATH!', '^&id', '"^&id"', '\\"&id'),
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(''));

const headerName = fc.stringMatching(/^X-[A-Za-z0-9!#$%&'*+.^_`|~-]{1,12}$/);

export const headerLists = fc.uniqueArray(fc.tuple(headerName, texts), {
  maxLength: 3,
  selector: ([name]) => name.toLowerCase(),
});

/** HTTP takes white space around a value for nothing. */
export const trimmed = (value: string): string => value.replace(/^[ \t]+|[ \t]+$/g, '');
