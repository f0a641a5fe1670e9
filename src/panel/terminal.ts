import type { Shell } from '../export/shells';
import type { Host } from './host';

/** What a call to run again can be copied for. */
export const terminals: readonly { readonly shell: Shell; readonly label: string }[] = [
  { shell: 'posix', label: 'sh, bash, zsh, fish' },
  { shell: 'powershell', label: 'PowerShell' },
  { shell: 'cmd', label: 'cmd' },
];

export const terminalName = (shell: Shell): string =>
  terminals.find((terminal) => terminal.shell === shell)?.label ?? shell;

type Chooser = Pick<Host, 'memory' | 'system'>;

/** What the reader chose, else what the system opens by itself. */
export function shellOf({ memory, system }: Chooser): Shell {
  const chosen = memory.recall(KEY);
  const known = terminals.find((terminal) => terminal.shell === chosen);
  return known?.shell ?? (system === 'windows' ? 'powershell' : 'posix');
}

export const chooseShell = ({ memory }: Chooser, shell: Shell): void => memory.remember(KEY, shell);

const KEY = 'terminal';
