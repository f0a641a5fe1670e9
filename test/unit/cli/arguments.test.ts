import { expect, test } from 'vitest';
import { commandOf } from '../../../src/cli/arguments';

const check = { kind: 'check', file: 'a.har', print: 'lines', harOut: null };

test.each([
  [['check', 'a.har'], check],
  [['check', '-'], { ...check, file: '-' }],
  [['--json', 'check', 'a.har'], { ...check, print: 'json' }],
  [['check', '--markdown', 'a.har'], { ...check, print: 'markdown' }],
  [['check', 'a.har', '--sarif', '--har', 'b.har'], { ...check, print: 'sarif', harOut: 'b.har' }],
  [['check', '--har=b.har', 'a.har'], { ...check, harOut: 'b.har' }],
  [['check', '--', '--json'], { ...check, file: '--json' }],
  [['--help'], { kind: 'help' }],
  [['-v'], { kind: 'version' }],
])('%j', (args, command) => expect(commandOf(args)).toEqual(command));

test.each([
  [[], /There is nothing to do/],
  [['chekc'], /no command "chekc"/],
  [['check'], /Name the HAR file/],
  [['check', 'a.har', 'b.har'], /One file at a time/],
  [['check', 'a.har', '--json', '--sarif'], /--json and --sarif cannot be printed together/],
  [['check', 'a.har', '--nope'], /Unknown option '--nope'/],
  [['check', 'a.har', '--har'], /--har/],
  [['check', 'a.har', '--har', '-'], /--har wants the name of a file/],
  [['check', 'a.har', '--har='], /--har wants the name of a file/],
  [['check', ''], /Name the HAR file/],
])('%j is told what is amiss', (args, sentence) => {
  const command = commandOf(args);
  expect(command.kind).toBe('misuse');
  if (command.kind !== 'misuse') return;
  expect(command.sentence).toMatch(sentence);
  expect(command.sentence).toMatch(/See cors-lens --help\.$/);
  expect(command.sentence).not.toContain('\n');
});
