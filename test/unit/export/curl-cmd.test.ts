import fc from 'fast-check';
import { expect, test } from 'vitest';
import { curlText } from '../../../src/export/curl';
import type { HeaderList } from '../../../src/fetch-standard/header-list';
import { argumentsThroughCmd, type CmdMode } from '../../support/cmd-exe';
import { bodies, exchangeOf, headerLists, texts, trimmed } from '../../support/hostile-request';
import { noVerdict, verdictOnAnswer } from '../../support/verdict';

const URL = 'https://api.example/x%20y?a=%PATH%&b=%PATH:C=y%';

const textOf = (headerList: HeaderList, body: string | null): string =>
  curlText(exchangeOf('PUT', URL, headerList, body), noVerdict, 'cmd');

const isComment = (line: string): boolean => line.startsWith('REM ');
const commandIn = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !isComment(line))
    .join('\n')
    .trim();

/** Names that the hostile texts hold, so that whatever names one is replaced. */
const variables = new Map(['PATH', 'CD', 'A', 'X', 'ID', 'HOME'].map((name) => [name, `C:\\${name} & id`]));
const prompt: CmdMode = { batch: false, variables };
const batch: CmdMode = { batch: true, variables };

/** What cmd cannot hand over becomes a space. */
const shown = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');

test('at the prompt, the arguments are what was recorded', () => {
  fc.assert(
    fc.property(headerLists, fc.option(bodies), (headerList, body) => {
      const args = argumentsThroughCmd(commandIn(textOf(headerList, body)), prompt);
      const values = (flag: string) => args.flatMap((one, index) => (args[index - 1] === flag ? [one] : []));
      expect(args[0]).toBe('curl');
      expect(values('--url')).toEqual([URL]);
      expect(values('--header')).toEqual(
        headerList.map(([name, value]) => {
          const sent = shown(trimmed(value));
          return sent === '' ? `${name};` : `${name}: ${sent}`;
        }),
      );
      expect(values('--data-raw')).toEqual(body === null ? [] : [shown(body)]);
    }),
    { numRuns: 500 },
  );
});

test('in a batch file too, once each percent sign is written twice', () => {
  fc.assert(
    fc.property(headerLists, fc.option(bodies), (headerList, body) => {
      const command = commandIn(textOf(headerList, body));
      expect(argumentsThroughCmd(command.replaceAll('%', '%%'), batch)).toEqual(argumentsThroughCmd(command, prompt));
    }),
    { numRuns: 300 },
  );
  expect(textOf([], null)).toMatch(/^REM This is for the prompt: in a batch file, write each percent sign twice\.$/m);
});

test('a call without a percent sign is the same in a batch file, and nothing is said of one', () => {
  const text = curlText(exchangeOf('PUT', 'https://api.example/', [['X-A', '"^&|<>()!']], null), noVerdict, 'cmd');
  expect(argumentsThroughCmd(commandIn(text), batch)).toEqual(argumentsThroughCmd(commandIn(text), prompt));
  expect(text).not.toMatch(/batch file/);
});

test('nothing in a comment is acted on', () => {
  fc.assert(
    fc.property(texts, (received) => {
      const text = curlText(exchangeOf('GET', URL, [], null), verdictOnAnswer(received), 'cmd');
      for (const line of text.split('\n').filter(isComment)) expect(line).not.toMatch(/[%&|<>^!"]|\p{Cc}/u);
      expect(argumentsThroughCmd(commandIn(text), prompt)[0]).toBe('curl');
    }),
  );
});

test.each([
  ['line breaks', 'a\r\nb\nc', 'The line breaks of the body are spaces here: cmd cannot hand them over.'],
  ['a tab', 'a\tb', 'The control characters of the body are spaces here: cmd cannot hand them over.'],
  [
    'both',
    'a\n\u001b',
    'The line breaks and control characters of the body are spaces here: cmd cannot hand them over.',
  ],
  ['zero', 'a\u0000b', 'The zero characters of the body are left out: no command line holds them.'],
  ['so much', 'x'.repeat(8_191), 'cmd takes no more than 8191 characters at once: use PowerShell.'],
])('it says so where cmd cannot take %s', (_, body, sentence) => {
  expect(textOf([], body)).toContain(`\nREM ${sentence}\n`);
});

test('and says nothing where it can', () => {
  const text = curlText(exchangeOf('PUT', 'https://api.example/', [], 'a b'), noVerdict, 'cmd');
  expect(text.split('\n').filter(isComment)).toHaveLength(1);
});
