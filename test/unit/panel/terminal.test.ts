import { expect, test } from 'vitest';
import { chooseShell, shellOf } from '../../../src/panel/terminal';
import { panelHost } from '../../support/panel-host';

test('PowerShell on Windows and sh elsewhere, until the reader chooses', () => {
  const { host } = panelHost([]);
  expect(shellOf(host)).toBe('posix');
  expect(shellOf({ ...host, system: 'windows' })).toBe('powershell');
  chooseShell(host, 'cmd');
  expect(shellOf(host)).toBe('cmd');
  expect(shellOf({ ...host, system: 'windows' })).toBe('cmd');
});

test('what an older version remembered and nobody knows is no choice', () => {
  const { host, memory } = panelHost([]);
  memory.set('terminal', 'command.com');
  expect(shellOf(host)).toBe('posix');
});
