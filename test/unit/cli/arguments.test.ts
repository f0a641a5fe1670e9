import { expect, test } from 'vitest';
import { commandOf } from '../../../src/cli/arguments';

const check = { kind: 'check', files: ['a.har'], print: 'lines', harOut: null };

test.each([
  [['check', 'a.har'], check],
  [['check', '-'], { ...check, files: ['-'] }],
  [['check', 'a.har', '-', 'b.har'], { ...check, files: ['a.har', '-', 'b.har'] }],
  [['--json', 'check', 'a.har'], { ...check, print: 'json' }],
  [['check', '--markdown', 'a.har'], { ...check, print: 'markdown' }],
  [['check', 'a.har', '--sarif', '--har', 'b.har'], { ...check, print: 'sarif', harOut: 'b.har' }],
  [['check', '--har=b.har', 'a.har'], { ...check, harOut: 'b.har' }],
  [['check', '--', '--json'], { ...check, files: ['--json'] }],
  [['--help'], { kind: 'help' }],
  [['-v'], { kind: 'version' }],
])('%j', (args, command) => expect(commandOf(args)).toEqual(command));

test.each([
  [[], /There is nothing to do/],
  [['chekc'], /no command "chekc"; there is: cors-lens check FILE/],
  [['check'], /Name the HAR file/],
  [['check', 'a.har', 'b.har', '--har', 'out.har'], /--har writes one file again, and more than one was named/],
  [['check', '-', 'a.har', '-'], /Standard input can be read once/],
  [['check', 'a.har', ''], /Name the HAR file/],
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
